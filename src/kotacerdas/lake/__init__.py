"""The only place that speaks to engines: keeps files, checks them, writes releases, runs measures."""
