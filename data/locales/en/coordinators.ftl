# For social workers and others who look for places for several people.

coordinators-title = For coordinators
coordinators-lead = For social workers, nurses and all who look for places for other people. No account is needed. Never type the name of a client: no field asks for one.
coordinators-search = Find places
coordinators-lists = Lists for several clients
coordinators-lists-letters = On “My list”, press “For several clients”. Each place can then be for client A, B or C. There are only letters, so no name is on the screen or on paper.
coordinators-lists-dense = On a wide screen, “Dense view” shows one line for each place, in the results and on the list.
coordinators-lists-print = A printed list has room to write. Eight places fit on one page.
coordinators-lists-csv = “Save for a spreadsheet” makes a CSV file with the names, addresses, numbers and main facts of the places.
coordinators-lists-link = “Send this list” makes a link. It shows the places, and nothing about a client.
coordinators-api = For software
coordinators-api-what = One request finds the places for one client. Ask for an age and an insurance, never for a name.
coordinators-api-docs = All requests and fields
coordinators-keys = Use the keyboard
coordinators-key = Key
coordinators-does = What it does
coordinators-key-tab = Go to the next link or button
coordinators-key-enter = Open a place
coordinators-key-save = In a place: save it, or take it off the list
coordinators-key-next = In a place: go to the next one, or back
coordinators-key-leave = Leave this site at once
coordinators-kept = What is kept
coordinators-kept-what = Nothing of what you search for is kept. Your lists are only in this browser. When a list goes to the server to be shown or saved as a file, it is not stored there.
coordinators-dense = Dense view
