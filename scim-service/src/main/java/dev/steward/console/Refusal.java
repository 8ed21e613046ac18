package dev.steward.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jspecify.annotations.Nullable;

/**
 * The page that says what was refused.
 *
 * @param title what it is, in a few words
 * @param sentence what is true and what to do
 * @param back the page from which it was asked for, if that is known
 * @param sent whether it was a form that was sent, and is still there as it was
 * @param inHouse whether it is known who looks, so that the ways onward can be shown
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Refusal(
    int status, String title, String sentence, @Nullable String back, boolean sent, boolean inHouse)
    implements TemplateInstance {

  static Refusal of(
      int status, String detail, @Nullable String back, boolean sent, boolean inHouse) {
    return new Refusal(status, title(status), sentence(status, detail), back, sent, inHouse);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "This cannot be done as it was asked for";
      case 401 -> "Sign in again";
      case 403 -> "This is not yours to do";
      case 404 -> "There is nothing here";
      case 405, 406, 415 -> "This cannot be asked for in this way";
      case 409 -> "This does not fit to what is true now";
      case 413 -> "This is too large";
      default -> status < 500 ? "This was refused" : "This failed on our side";
    };
  }

  /** What programs are told of forms and methods helps nobody who sits before a browser. */
  private static String sentence(int status, String detail) {
    return switch (status) {
      case 405, 406, 415 -> "Open the page from the navigation, and do it there.";
      default -> Sentences.of(detail);
    };
  }
}
