# What happens to a search. Each sentence is proven by a test or evident from the code.

privacy-title = Your privacy
privacy-cookies = We set no cookies, and no page here loads anything from another site.
privacy-address = Your search is sent inside the request, not in the page’s address, so it does not show in your history.
privacy-forgotten = We answer it and forget it: no search is written to a disk, a log or a database.
privacy-log = We count which kinds of pages were opened and how fast we answered, and nothing about you.
privacy-location = If you use your location, your device rounds it to about a mile before it is sent.
privacy-list = Your list of places stays in this tab and is gone when you close it, unless you choose to keep it on the device.
privacy-link = If you make a link to a search, the link holds your answers, and anyone who sees it can read them.
privacy-elsewhere = Sites you open from here are not told where you came from, but they may keep what you do there.
privacy-network = Whoever runs your network, phone plan or device may see that you were here, or whom you called.
privacy-wrong = If you tell us that something is wrong, we keep your choice, the place it is about and the day, and never who you are.

history-title = Clear your history
history-intro = Your browser keeps a list of pages you opened. “Leave this site now” does not clear it. You can:
history-computer = On a computer, press Ctrl and H (on a Mac, Command and Y). Choose the pages and delete them.
history-android = On an Android phone, open the menu of the browser, then “History”. Delete the pages.
history-iphone = On an iPhone, open “Settings”, then “Apps” and “Safari”. Choose “Clear history”.
history-calls = Calls and texts stay in your phone’s own lists. Delete them there.
history-private = Next time, open a private window first. It keeps no history. It does not hide you from your network.
