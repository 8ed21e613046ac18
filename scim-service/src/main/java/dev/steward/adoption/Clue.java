package dev.steward.adoption;

import dev.steward.people.Person;

/** Evidence that points at a person. */
record Clue(Person person, Evidence evidence) {}
