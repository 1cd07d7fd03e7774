"""Pure nouns that every floor above speaks: area codes, periods, money, actors, errors."""
