-- Tables that were written by every publication and read by nothing.
DROP TABLE fact;
DROP TABLE attribute;
DROP TABLE program;
