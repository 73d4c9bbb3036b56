search-title = Find a treatment program
