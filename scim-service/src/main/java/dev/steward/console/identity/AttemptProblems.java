package dev.steward.console.identity;

import dev.steward.console.Message;
import dev.steward.database.StaleVersion;
import dev.steward.evidence.Timeline;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity.Id;
import dev.steward.registry.ClientTaken;
import dev.steward.registry.Recorded;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Tries what somebody wants done. What is refused is said on the page, beside what was typed. */
@RequestScoped
class AttemptProblems {

  private static final int LONGEST_REASON = 2_000;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  private final IdentityView view;
  private final Message message;

  AttemptProblems(IdentityView view, Message message) {
    this.view = view;
    this.message = message;
  }

  /**
   * Tries it.
   *
   * @param seen the version that was on the page
   * @param deed tells what came of it
   */
  Response tried(Recorded recorded, Attempt attempt, long seen, Supplier<String> deed) {
    Id id = recorded.identity().id();
    try {
      message.leave(deed.get());
      // who declined may have nothing to do with it any more
      return Response.seeOther(
              URI.create(view.isVisible(id) ? ListQuery.PATH + "/" + id : "/console/work"))
          .build();
    } catch (StaleVersion e) {
      return refused(
          id,
          CONFLICT,
          attempt.refused(
              "somebody changed this identity since you opened the page, so nothing was done;"
                  + " look at what changed, and do it again if it is still right",
              view.since(id, seen)));
    } catch (ClientTaken e) {
      return refused(id, CONFLICT, attempt.refused(String.valueOf(e.getMessage()), List.of()));
    } catch (ChangeRefused e) {
      return refused(
          id,
          e.rule() == Rule.NOT_YOURS ? FORBIDDEN : UNPROCESSABLE,
          attempt.refused(String.valueOf(e.getMessage()), List.of()));
    }
  }

  /** Passes by a reason that the ledger can keep. */
  static void requireReason(String reason) {
    if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf(0) >= 0) {
      throw new ChangeRefused(
          Rule.OUT_OF_ORDER,
          "say why, in at most %,d characters: the ledger keeps it".formatted(LONGEST_REASON));
    }
  }

  private Response refused(Id id, int status, Attempt attempt) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .entity(new IdentityPage(view.portrait(view.visible(id), Timeline.NOW, attempt)).render())
        .build();
  }
}
