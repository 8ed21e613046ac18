package dev.steward.control;

import org.jspecify.annotations.Nullable;

/**
 * A requirement of a control framework.
 *
 * @param id as the framework writes it, such as {@code A.3.2}
 * @param group the id of the objective it belongs to
 * @param evidence how far an identity registry can show it, where the catalogue says so
 * @param shows what an identity registry can show, in a sentence of ours
 */
public record Control(
    String id, String title, String group, @Nullable Evidence evidence, @Nullable String shows) {

  /** How far an identity registry can show that a control is at work. */
  public enum Evidence {
    /** Its records are evidence on their own. */
    STRONG,
    /** Its records are evidence beside others. */
    PARTIAL,
    /** It can only point to evidence kept elsewhere. */
    LINK
  }
}
