package dev.steward.console.orphan;

import dev.steward.adoption.ShadowLine;
import dev.steward.adoption.ShadowStop;
import dev.steward.adoption.ShadowStopped;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stopping clients would do that nobody registered, before it is done.
 *
 * @param ticket makes sure that it is done once
 * @param verb what would be done, as its button says
 * @param lines those that would be stopped
 * @param asked about how many of them somebody is asked
 * @param refused those that would not, and why
 * @param token what is to be typed to end them for good: the name of one, the number of several
 * @param from the list in which they were chosen
 * @param error what was wrong with what was typed
 */
@CheckedTemplate(basePath = "console/orphan", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ShadowStopPreview(
    UUID ticket,
    String verb,
    ShadowStop stop,
    String reason,
    List<ShadowLine> lines,
    long asked,
    List<ShadowStopped> refused,
    String token,
    String from,
    @Nullable String error)
    implements TemplateInstance {

  /** The same after something else was typed than what was asked for. */
  ShadowStopPreview mistyped() {
    return new ShadowStopPreview(
        ticket,
        verb,
        stop,
        reason,
        lines,
        asked,
        refused,
        token,
        from,
        "To end for good what cannot come back, type %s; nothing was done.".formatted(token));
  }
}
