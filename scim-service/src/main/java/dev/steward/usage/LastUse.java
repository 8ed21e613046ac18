package dev.steward.usage;

/** When an identity {@code i} was last used. */
public final class LastUse {

  /** The last day on which its client got a token, as far as anybody counted. */
  public static final String DAY =
      """
      select u.last_day from last_use u
      where u.realm = i.realm and u.client_uuid = i.client_uuid
      """;

  private LastUse() {}
}
