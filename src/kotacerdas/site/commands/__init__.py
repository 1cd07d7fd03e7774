"""One module a command, each with its ``command``; ``command_line`` holds the table."""
