"""Pictures of what the factors of a sweep do, from the CSV files of `tripart sensitivity`."""
