package dev.steward.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * The page that shows somebody again what they sent after their session had ended.
 *
 * @param back the page that it was sent from, to be opened after signing in
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Unsent(String back, List<Text> texts) implements TemplateInstance {

  /** What forms carry that nobody typed. */
  private static final Set<String> OURS = Set.of("seen", "version", "ticket");

  /** What was typed or chosen in one field. */
  record Text(String field, String value) {}

  static Unsent of(RoutingContext context) {
    HttpServerRequest request = context.request();
    MultiMap sent = request.formAttributes();
    return new Unsent(
        Whence.of(context.request().getHeader("Referer")).orElse("/console"),
        sent.entries().stream()
            .filter(field -> !field.getValue().isBlank() && !OURS.contains(field.getKey()))
            .map(field -> new Text(Labels.sentence(field.getKey()), field.getValue()))
            .toList());
  }
}
