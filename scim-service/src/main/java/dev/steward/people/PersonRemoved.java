package dev.steward.people;

/** Somebody is no longer there to be shown. Told in the transaction in which that came true. */
public record PersonRemoved(String id) {}
