package dev.steward.delivery;

/** Which clients are shadows, in SQL: a beginning, and what may be added behind it. */
public final class ShadowRows {

  /**
   * All of the realm that is asked for, and those for a while that somebody registered just now.
   * Written like this, indexes have them.
   */
  static final String CANDIDATES =
      """
      from known_client c
      where c.realm = ? and c.acts_by_itself and c.unmatched
      """;

  /** The same but for the registry's own client, whose name is asked for behind the realm. */
  public static final String OTHER_CANDIDATES = CANDIDATES + "  and c.client_id <> ?\n";

  /** Leaves out those that somebody registered just now. */
  public static final String UNREGISTERED =
      """
        and not exists (
          select from identity i where i.realm = c.realm and i.client_uuid = c.client_uuid)
      """;

  private ShadowRows() {}
}
