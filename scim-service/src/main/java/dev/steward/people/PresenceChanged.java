package dev.steward.people;

/** Somebody went or is back. Told in the transaction in which that came true. */
public record PresenceChanged() {}
