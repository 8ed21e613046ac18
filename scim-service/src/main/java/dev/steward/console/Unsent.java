package dev.steward.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The page that shows somebody again what they sent after their session had ended.
 *
 * @param back the page that it was sent from, to be opened after signing in
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Unsent(String back, List<Text> texts) implements TemplateInstance {

  /** What was typed or chosen in one field. */
  record Text(String field, String value) {}

  static Unsent of(RoutingContext context) {
    HttpServerRequest request = context.request();
    MultiMap sent = request.formAttributes();
    return new Unsent(
        back(context),
        sent.entries().stream()
            .filter(field -> !field.getValue().isBlank())
            .map(field -> new Text(field.getKey(), field.getValue()))
            .toList());
  }

  private static String back(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("Referer"))
        .flatMap(Unsent::path)
        .filter(Guard::isConsole)
        .orElse("/console");
  }

  private static Optional<String> path(String referer) {
    try {
      URI from = URI.create(referer);
      return Optional.ofNullable(from.getRawPath())
          .map(path -> from.getRawQuery() == null ? path : path + "?" + from.getRawQuery());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
