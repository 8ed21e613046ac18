package dev.steward.testing;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser without scripts before which one person sits, and who signs in when asked to. */
public final class Browser {

  private static final int MOST_REDIRECTS = 10;

  private final String person;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private Browser(String person) {
    this.person = person;
  }

  /** Before a person with roles of the realm; none makes an owner. */
  public static Browser of(String id, String... roles) {
    return new Browser(
        Stream.concat(Stream.of(id), Arrays.stream(roles)).collect(Collectors.joining(" ")));
  }

  /** The same, telling that it stands in a time zone, as scripts of the console have it tell. */
  public Browser in(String zone) {
    HttpCookie cookie = new HttpCookie("steward-zone", encoded(zone));
    cookie.setPath("/console");
    cookie.setVersion(0);
    cookies.getCookieStore().add(address("/console"), cookie);
    return this;
  }

  /** A page as it arrived. */
  public record Page(int status, URI address, Map<String, List<String>> headers, Document html) {

    /** The texts of what a selector finds. */
    public List<String> texts(String selector) {
      return html.select(selector).eachText();
    }

    public String heading() {
      return html.select("h1").text();
    }

    /** The sentence about what was just done; empty when nothing was. */
    public String message() {
      return html.select("[role=status]").text();
    }

    public String header(String name) {
      return String.join(
          ", ", headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()));
    }
  }

  /** Opens a page, wherever that leads. */
  public Page open(String path) {
    return follow(request(path).GET().build());
  }

  /** Asks for a page with a header of one's own, and stays where that leads. */
  public Page get(String header, String value, String path) {
    return page(send(request(path).header(header, value).GET().build()));
  }

  /** Sends a form as it stands on a page, with some of its fields filled in. */
  public Page submit(Page page, String form, Map<String, String> filled) {
    Element element = page.html().select(form).first();
    if (element == null) {
      throw new AssertionError("no form " + form + " on the page:\n" + page.html());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    element.select("input[type=hidden]").forEach(one -> fields.put(one.attr("name"), one.val()));
    fields.putAll(filled);
    String action = element.attr("action");
    return follow(
        posting(
                action.isEmpty() ? page.address().getPath() : action,
                List.copyOf(fields.entrySet()))
            .header("Sec-Fetch-Site", "same-origin")
            .header("Referer", page.address().toString())
            .build());
  }

  /** Sends a form with boxes, of which several of one name may be ticked. */
  public Page submitTicked(
      Page page, String form, String box, List<String> ticked, Map<String, String> filled) {
    Element element = page.html().select(form).first();
    if (element == null) {
      throw new AssertionError("no form " + form + " on the page:\n" + page.html());
    }
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    element
        .select("input[type=hidden]")
        .forEach(one -> fields.add(Map.entry(one.attr("name"), one.val())));
    ticked.forEach(one -> fields.add(Map.entry(box, one)));
    fields.addAll(filled.entrySet());
    return follow(
        posting(element.attr("action"), fields)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Referer", page.address().toString())
            .build());
  }

  /** Posts fields to an address, as a form of the console does. */
  public Page post(String path, Map<String, String> fields) {
    return follow(posting(path, fields).header("Sec-Fetch-Site", "same-origin").build());
  }

  /** Posts a file, as the only field of a form of the console. */
  public Page upload(String path, String field, String fileName, byte[] file) {
    return part(path, "name=\"%s\"; filename=\"%s\"".formatted(field, fileName), file);
  }

  /** Posts a text, as the only field of a form of the console that may bring a file, too. */
  public Page paste(String path, String field, String text) {
    return part(path, "name=\"%s\"".formatted(field), text.getBytes(StandardCharsets.UTF_8));
  }

  private Page part(String path, String what, byte[] content) {
    String border = "a-border-between-parts";
    String head = "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(border, what);
    return follow(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + border)
            .header("Sec-Fetch-Site", "same-origin")
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(content),
                    BodyPublishers.ofString("\r\n--" + border + "--\r\n")))
            .build());
  }

  /** Posts fields as a form on another site does. */
  public Page postFromElsewhere(String path, Map<String, String> fields) {
    return follow(posting(path, fields).header("Sec-Fetch-Site", "cross-site").build());
  }

  /** Posts fields with headers of one's own. */
  public Page postWith(String header, String value, String path, Map<String, String> fields) {
    return follow(posting(path, fields).header(header, value).build());
  }

  /** Forgets who is signed in here. */
  public void forgetSession() {
    cookies.getCookieStore().removeAll();
  }

  public URI address(String path) {
    return URI.create("http://localhost:" + RestAssured.port + path);
  }

  private HttpRequest.Builder posting(String path, Map<String, String> fields) {
    return posting(path, List.copyOf(fields.entrySet()));
  }

  private HttpRequest.Builder posting(String path, List<Map.Entry<String, String>> fields) {
    String form =
        fields.stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  private HttpRequest.Builder request(String path) {
    return request(path.startsWith("http") ? URI.create(path) : address(path));
  }

  private HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).header(SignIns.PERSON, person).header("Accept", "text/html");
  }

  private Page follow(HttpRequest first) {
    HttpRequest request = first;
    for (int count = 0; count < MOST_REDIRECTS; count++) {
      HttpResponse<String> response = send(request);
      URI at = request.uri();
      if (response.statusCode() / 100 != 3) {
        return page(response);
      }
      request =
          request(at.resolve(response.headers().firstValue("Location").orElseThrow()))
              .GET()
              .build();
    }
    throw new AssertionError("sent around in circles, at last to " + request.uri());
  }

  private static Page page(HttpResponse<String> response) {
    return new Page(
        response.statusCode(),
        response.uri(),
        response.headers().map(),
        Jsoup.parse(response.body()));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
