package dev.steward.finding;

import dev.steward.identity.Identity;
import java.util.Collection;

/** A part of the registry that knows what is wrong with identities as far as it is its concern. */
public interface FindingSource {

  /** Looks for what is wrong with each of these identities: a whole page at once. */
  Search search(Collection<Identity> identities);
}
