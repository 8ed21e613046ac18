package dev.steward.console.work;

import dev.steward.console.work.Work.Kind;
import jakarta.ws.rs.BadRequestException;
import java.util.UUID;

/**
 * A question as its box in a form says it: {@code questions_id} or {@code clients_id}.
 *
 * @param about the identity that may be answered for, or the adoption of the client
 */
record Box(Kind kind, UUID about) {

  private static final char CUT = '_';

  static Box read(String text) {
    int cut = Math.max(0, text.indexOf(CUT));
    String kind = text.substring(0, cut);
    try {
      UUID about = UUID.fromString(text.substring(cut + 1));
      if (kind.equals(Kind.QUESTION.plural())) {
        return new Box(Kind.QUESTION, about);
      }
      if (kind.equals(Kind.CLIENT.plural())) {
        return new Box(Kind.CLIENT, about);
      }
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("choose questions by their boxes", e);
    }
    throw new BadRequestException("choose questions by their boxes");
  }

  @Override
  public String toString() {
    return kind.plural() + CUT + about;
  }
}
