-- PostgreSQL takes nothing that it learned from an index on some of the rows for a question to the
-- table, and guesses: one row of two hundred for the beginning of a name, though it be that of one
-- in a million, so that it reads all of them in the order of their ids. What it must know of the
-- expressions in such indexes is gathered here; the next "analyze" of the table fills it in.
create statistics identity_handles on lower(user_name) from identity;
create statistics identity_models on lower(model_digest) from identity;
create statistics identity_tools on lower(tool_manifest_digest) from identity;
analyze identity;
