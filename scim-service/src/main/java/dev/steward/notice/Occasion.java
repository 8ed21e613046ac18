package dev.steward.notice;

/**
 * Something that people are written to about, each of them once.
 *
 * @param kind the word under which letters about it are kept
 * @param asks whether it is a question, to be answered with yes or no; if not, it is news
 * @param words how a letter says it, before the names: such as {@code You are asked to answer for}
 * @param open a query for what there is to write about at {@code moment.at}: its key as {@code
 *     subject}, the id of a {@code person}, the {@code name} of the identity or client, and {@code
 *     until} when it is too late, if ever
 */
public record Occasion(String kind, boolean asks, String words, String open) {

  public static Occasion question(String kind, String words, String open) {
    return new Occasion(kind, true, words, open);
  }

  public static Occasion news(String kind, String words, String open) {
    return new Occasion(kind, false, words, open);
  }
}
