package dev.steward.finding;

import dev.steward.database.Asides;
import dev.steward.identity.Identity;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A search for what is wrong with the identities of a page.
 *
 * @param asides what must be known of each identity, whose row is called {@code i}, before it can
 *     tell
 */
public record Search(Asides asides, Telling telling) {

  /** What of an identity {@code i} its asides may look at. */
  public static final String LOOKED_AT =
      "i.id, i.parent, i.realm, i.client_uuid, i.risk_tier, i.intent, i.begun, i.valid_from, i.created, i.modified";

  /** One for nothing. */
  public static final Search IDLE = new Search(Asides.NONE, identities -> Map.of());

  /** What a search tells once its asides are known. */
  @FunctionalInterface
  public interface Telling {

    /** What is wrong with identities; those with whom nothing is wrong are left out. */
    Map<Identity.Id, List<Finding>> of(Collection<Identity> identities);
  }
}
