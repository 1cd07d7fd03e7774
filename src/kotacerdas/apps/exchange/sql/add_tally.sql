INSERT INTO exchange_readtally (day, dataset_name, channel, reads)
VALUES (%s, %s, %s, %s)
ON CONFLICT (day, dataset_name, channel) DO UPDATE SET reads = exchange_readtally.reads + excluded.reads
