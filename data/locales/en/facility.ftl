# The page of one place.

facility-gone = No list has this place any more. This is what was last known of it.
facility-phone = Call
facility-intake = New clients
facility-hotline = Crisis line
facility-website = Website
facility-secret = This place asks that only its city and phone number be shown.
facility-substance-use = Alcohol and drug treatment
facility-mental-health = Mental health treatment
facility-program = { $track }: { $name }
facility-treat = What they treat
facility-level = Kinds of care
facility-pay = How you can pay
facility-also = Also named
facility-hours = When it is open
facility-eligibility = Who can come
facility-costs = What it costs
facility-unsaid = They did not say: ask
facility-no = They said no
facility-source-dated = From { $source }, as of { $day }. We got it on { $retrieved }. Nobody has called to check.
facility-source-undated = From { $source }, which gives no date. We got it on { $retrieved }. Nobody has called to check.
