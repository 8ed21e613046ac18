package dev.steward.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * The page for somebody of whom it is not known who they are: why, the way onward, and what they
 * had sent.
 *
 * @param back the page that they asked for, or from which they sent something
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AtTheDoor(Hindrance hindrance, String back, boolean sent, List<Text> texts)
    implements TemplateInstance {

  /** Where Keycloak sends the browser, with what is good for one time. */
  private static final String SIGNED_IN = "/console/signed-in";

  private static final String START = "/console";

  /** What forms carry that nobody typed. */
  private static final Set<String> OURS = Set.of("seen", "version", "ticket");

  /** What was typed or chosen in one field. */
  record Text(String field, String value) {}

  static AtTheDoor of(RoutingContext context, Hindrance hindrance) {
    HttpServerRequest request = context.request();
    if (!HttpMethod.POST.equals(request.method())) {
      return new AtTheDoor(hindrance, again(context), false, List.of());
    }
    return new AtTheDoor(
        hindrance,
        Whence.of(request.getHeader("Referer")).orElse(START),
        true,
        request.formAttributes().entries().stream()
            .filter(field -> !field.getValue().isBlank() && !OURS.contains(field.getKey()))
            .map(field -> new Text(Labels.sentence(field.getKey()), field.getValue()))
            .toList());
  }

  private static String again(RoutingContext context) {
    String path = context.normalizedPath();
    String query = context.request().query();
    if (path.equals(SIGNED_IN) || path.equals(Guard.SIGN_OUT)) {
      return START;
    }
    return query == null ? path : path + "?" + query;
  }
}
