package dev.steward.finding;

/** A part of the registry that knows what is wrong with identities as far as it is its concern. */
public interface FindingSource {

  /** A search for what is wrong with identities: one for a whole page. */
  Search search();
}
