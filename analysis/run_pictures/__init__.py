"""Pictures of one finished run of tripart, drawn from the CSV files of its directory."""
