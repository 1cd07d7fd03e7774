"""Page objects of the site: what several apps say, composed into one page, as ready text."""
