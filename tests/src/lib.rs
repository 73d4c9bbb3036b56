//! End-to-end tests live in the folder tests/.
