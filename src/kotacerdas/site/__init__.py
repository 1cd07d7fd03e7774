"""Assembly: home, command-centre wall, search, navigation, the one API, the command line."""
