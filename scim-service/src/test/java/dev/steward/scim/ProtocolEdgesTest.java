package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP allows and SCIM does not speak of. */
@QuarkusTest
class ProtocolEdgesTest {

  private WireClient wire;

  @BeforeEach
  void signIn() {
    wire = new WireClient("Bearer " + Tokens.service("provisioner", "scim:read scim:write"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /Agents",
    "POST, /Agents",
    "GET, /Schemas",
    "HEAD, /Agents",
    "GET, /nowhere",
  })
  void whoBringsNoTokenIsToldSoInTheFormOfScim(String method, String path) {
    for (String authorization : List.of("", "Bearer", "Bearer not.a.token", "Basic YTpi", "x")) {
      WireClient.Answer answer = new WireClient(authorization).send(method, path);

      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
      if (method.equals("HEAD")) {
        assertThat(answer.status()).isEqualTo(401);
      } else {
        assertRefusal(answer, 401);
      }
    }
  }

  @Test
  void aTargetThatIsTooLongIsRefused() {
    assertRefusal(wire.send("GET", "/Agents?filter=" + "a".repeat(40_000)), 414);
  }

  @Test
  void headersThatAreTooLargeAreRefused() {
    assertRefusal(wire.send("GET", "/Agents", "X-Long: " + "a".repeat(40_000)), 431);
  }

  @Test
  void aLongFilterIsNoLongTarget() {
    String filter = "displayName%20eq%20%22" + "%41".repeat(4_000) + "%22";

    assertThat(wire.send("GET", "/Agents?filter=" + filter).status()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() {
    byte[] large = " ".repeat(1_200_000).getBytes(StandardCharsets.US_ASCII);

    assertRefusal(post(large, "Content-Length: " + large.length), 413);

    ByteArrayOutputStream chunked = new ByteArrayOutputStream();
    chunked.writeBytes(
        (Integer.toHexString(large.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunked.writeBytes(large);
    chunked.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertRefusal(post(chunked.toByteArray(), "Transfer-Encoding: chunked"), 413);
  }

  /** A client that keeps its connections reads until the server closes this one. */
  @Test
  void aConnectionWhoseBodyNobodyReadsIsClosed() {
    byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
    List<String> headers = List.of("Connection: keep-alive", "Content-Length: " + body.length);

    assertRefusal(wire.send("POST", "/Schemas", headers, body), 405);
    assertRefusal(
        wire.send(
            "POST", "/Agents", List.of("Content-Length: 9000000", "Connection: keep-alive"), body),
        413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /Agents                | GET, POST",
        "PATCH  | /Agents                | GET, POST",
        "DELETE | /Agents                | GET, POST",
        "PUT    | /ServiceAccounts       | GET, POST",
        "GET    | /Agents/.search        | POST",
        "DELETE | /Agents/.search        | POST",
        "POST   | /Agents/ID             | GET, PUT, PATCH, DELETE",
        "POST   | /Schemas               | GET",
        "DELETE | /Schemas/urn:x         | GET",
        "PUT    | /ResourceTypes         | GET",
        "PATCH  | /ResourceTypes/Agent   | GET",
        "POST   | /ServiceProviderConfig | GET",
        "TRACE  | /Agents                | GET, POST",
        "BREW   | /Agents                | GET, POST",
        "GET    | /.search               | POST",
        "HEAD   | /.search               | POST",
        "PUT    | /.search               | POST",
        "PATCH  | /.search               | POST",
        "DELETE | /.search               | POST",
        "POST   | /                      | GET",
        "POST   | ''                     | GET",
        "DELETE | ''                     | GET",
        "GET    | /Bulk                  | POST",
      })
  void whatIsNotPossibleAtAPathIsRefusedWithWhatIs(String method, String path, String allowed) {
    WireClient.Answer answer =
        wire.send(method, path.replace("ID", UUID.randomUUID().toString()), "Content-Length: 0");

    if (method.equals("HEAD")) {
      assertThat(answer.status()).isEqualTo(405);
    } else {
      assertRefusal(answer, 405);
    }
    assertThat(Set.of(answer.header("Allow").split(", ")))
        .containsAll(Set.of(allowed.split(", ")))
        .isSubsetOf("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/agents", "/Agents/a/b", "/.searching", "/Users/.search/x"})
  void whatIsNowhereIsNowhereForEveryMethod(String path) {
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW")) {
      assertRefusal(wire.send(method, path, "Content-Length: 0"), 404);
    }
    assertThat(wire.send("HEAD", path).status()).isEqualTo(404);
  }

  @Test
  void aWrongPatchIsWrongWhateverItIsMeantFor() {
    for (String operation :
        List.of(
            "{'op': 'add', 'path': 'nickName', 'value': 'n'}",
            "{'op': 'remove', 'path': 'userName'}")) {
      assertRefusal(patchNobody(operation), 404);
    }
    for (String operation :
        List.of(
            "{'op': 'move', 'path': 'nickName', 'value': 'n'}",
            "{'op': 'add', 'path': 'nickName'}",
            "{'op': 'add', 'path': 'noSuchAttribute', 'value': 'n'}",
            "{'op': 'add', 'path': 'emails[type eq', 'value': 'n'}",
            "{'op': 'add', 'value': 'n'}",
            "{'op': 'remove'}")) {
      assertRefusal(patchNobody(operation), 400);
    }
  }

  private WireClient.Answer patchNobody(String operation) {
    byte[] body =
        "{'schemas': ['%s'], 'Operations': [%s]}"
            .formatted(Urn.PATCH_OP, operation)
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);
    return wire.send(
        "PATCH",
        "/Users/" + UUID.randomUUID(),
        List.of("Content-Type: " + ScimJson.MEDIA_TYPE, "Content-Length: " + body.length),
        body);
  }

  @Test
  void headIsGetWithoutTheBody() {
    String path = "/Agents/" + agent().path("id").textValue();

    WireClient.Answer head = wire.send("HEAD", path);
    WireClient.Answer get = wire.send("GET", path);

    assertThat(head.status()).isEqualTo(get.status()).isEqualTo(200);
    assertThat(head.header("ETag")).isEqualTo(get.header("ETag")).isNotEmpty();
    assertThat(head.header("Content-Type")).startsWith(ScimJson.MEDIA_TYPE);
    assertThat(head.body()).isEmpty();
    assertThat(wire.send("HEAD", "/Agents/none").status()).isEqualTo(404);
    assertThat(wire.send("HEAD", "/Schemas").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/Agents         | GET, HEAD, OPTIONS, POST",
        "/Agents/x       | DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
        "/Agents/.search | OPTIONS, POST",
        "/Schemas        | GET, HEAD, OPTIONS",
      })
  void optionsSaysWhatIsPossible(String path, String allowed) {
    WireClient.Answer answer = wire.send("OPTIONS", path);

    assertThat(answer.status()).isIn(200, 204);
    assertThat(Set.of(answer.header("Allow").split(", "))).isEqualTo(Set.of(allowed.split(", ")));
  }

  @Test
  void anAcceptWithoutAWordAcceptsAnything() {
    WireClient.Answer answer = wire.send("GET", "/Agents?count=1", "Accept: ");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
  }

  @Test
  void aSlashAtTheEndChangesNothing() {
    String id = agent().path("id").textValue();

    for (String path :
        List.of(
            "/Agents/?count=1", "/Agents/" + id + "/", "/Schemas/", "/ServiceProviderConfig/")) {
      assertThat(wire.send("GET", path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void unknownQueryParametersAreIgnored() {
    assertThat(wire.send("GET", "/Agents?count=0&flavour=vanilla&_=17").status()).isEqualTo(200);
    assertThat(wire.send("GET", "/Schemas?flavour=vanilla").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/Schemas", "/ResourceTypes", "/ServiceProviderConfig", "/ResourceTypes/Agent"})
  void discoveryIsNotFiltered(String path) {
    assertRefusal(wire.send("GET", path + "?filter=id%20pr"), 403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
  void noHeaderChangesTheMethod(String header) {
    String path = "/Agents/" + agent().path("id").textValue();

    assertThat(wire.send("GET", path, header + ": DELETE").status()).isEqualTo(200);
    assertRefusal(wire.send("POST", path, header + ": DELETE", "Content-Length: 0"), 405);
    assertThat(wire.send("GET", path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                       | application/scim+json",
        "*/*                                    | application/scim+json",
        "application/*                          | application/scim+json",
        "application/scim+json                  | application/scim+json",
        "Application/SCIM+JSON                  | application/scim+json",
        "application/scim+json; charset=utf-8   | application/scim+json",
        "application/scim+json;charset=UTF-8    | application/scim+json",
        "application/json                       | application/json",
        "application/json, text/plain, */*      | application/json",
        "text/html, */*;q=0.1                   | application/scim+json",
        "application/scim+json, application/json;q=0.9 | application/scim+json",
      })
  void answersInAFormThatIsAccepted(String accept, String type) {
    WireClient.Answer answer =
        accept == null
            ? wire.send("GET", "/Agents?count=0")
            : wire.send("GET", "/Agents?count=0", "Accept: " + accept);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "application/scim+xml", "image/*"})
  void refusesToAnswerInOtherForms(String accept) {
    assertRefusal(wire.send("GET", "/Agents", "Accept: " + accept), 406);
    assertRefusal(wire.send("GET", "/Schemas", "Accept: " + accept), 406);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "/", "application/", ";;;", "*/json", "application/json;q=x"})
  void anAcceptThatIsNoneIsNoFailure(String accept) {
    WireClient.Answer answer = wire.send("GET", "/Agents?count=0", "Accept: " + accept);

    assertThat(answer.status()).isIn(200, 400, 406);
    if (answer.status() != 200) {
      assertRefusal(answer, answer.status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/scim+json",
        "application/json",
        "APPLICATION/JSON",
        "application/scim+json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
      })
  void takesJson(String type) {
    assertThat(create(type, StandardCharsets.UTF_8).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "nonsense",
        "application/",
        ";",
      })
  void takesNothingElse(String type) {
    assertRefusal(create(type, StandardCharsets.ISO_8859_1), 415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json; charset=iso-8859-1", "application/scim+json; charset=klingon"})
  void readsUtf8WhateverTheCharsetSays(String type) {
    assertThat(create(type, StandardCharsets.UTF_8).status()).isEqualTo(201);
    assertRefusal(create(type, StandardCharsets.ISO_8859_1), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16, ''",
    "UTF-16LE, ''",
    "UTF-32BE, ''",
    // what is not UTF-8 is written as one byte for each letter
    "ISO-8859-1, '\u00c0\u00af'",
    "ISO-8859-1, '\u00ed\u00a0\u0080'",
    "ISO-8859-1, '\u00e2\u0082'",
    "ISO-8859-1, '\u00ff'",
  })
  void aBodyIsUtf8ByteForByte(String charset, String odd) {
    byte[] body = document().replace("Zoë", "Zoe" + odd).getBytes(Charset.forName(charset));

    WireClient.Answer answer =
        wire.send(
            "POST",
            "/Agents",
            List.of(
                "Content-Type: application/scim+json; charset=" + charset,
                "Content-Length: " + body.length),
            body);

    assertRefusal(answer, 400);
    assertThat(answer.body()).contains("UTF-8");
  }

  @Test
  void takesABodyThatDoesNotSayWhatItIsForScim() {
    byte[] body = document().getBytes(StandardCharsets.UTF_8);

    WireClient.Answer answer =
        wire.send("POST", "/Agents", List.of("Content-Length: " + body.length), body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  @Test
  void refusesBodiesThatAreCompressed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      zip.write(document().getBytes(StandardCharsets.UTF_8));
    }

    assertRefusal(
        post(packed.toByteArray(), "Content-Length: " + packed.size(), "Content-Encoding: gzip"),
        415);
  }

  @Test
  void sendsNothingCompressedToWhoCannotReadIt() {
    WireClient.Answer answer = wire.send("GET", "/Agents?count=0", "Accept-Encoding: br, gzip;q=0");

    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(answer.body()).startsWith("{");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filter=active%20eq%20true&filter=active%20eq%20false",
        "count=1&count=2",
        "startIndex=1&startIndex=2",
        "sortBy=displayName&sortBy=id",
      })
  void aParameterThatIsThereTwiceIsRefused(String query) {
    assertRefusal(wire.send("GET", "/Agents?" + query), 400);
  }

  @Test
  void attributesMayBeNamedInSeveralParameters() {
    ObjectNode shown =
        json(
            wire.send(
                "GET",
                "/Agents/"
                    + agent().path("id").textValue()
                    + "?attributes=displayName&attributes=active"));

    assertThat(shown.has("displayName")).isTrue();
    assertThat(shown.has("active")).isTrue();
    assertThat(shown.has("meta")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Agents/%zz",
        "/Agents/%",
        "/Agents?filter=%zz",
        "/Agents?filter=%",
        "/Agents?filter=displayName%20eq%20%22%C3%28%22",
        "/Agents?%zz=1",
      })
  void brokenEscapesAreRefused(String target) {
    WireClient.Answer answer = wire.send("GET", target);

    assertRefusal(answer, answer.status());
    assertThat(answer.status()).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Agents?filter=agentUserName+eq+\"NAME\"",
        "/Agents?filter=agentUserName%20eq%20\"NAME\"+and+not(displayName+eq+\"{|}^`<>\\\\\")",
        "/Agents/?filter=agentUserName%20eq%20\"NAME\"",
      })
  void aTargetThatIsHardlyEscapedIsRead(String target) {
    String name = agent().path("agentUserName").textValue();

    WireClient.Answer answer = wire.send("GET", target.replace("NAME", name));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("totalResults").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Agents/a%2Fb", "/Agents/..%2FSchemas", "/Agents/%00", "/Agents//x"})
  void oddIdsAreOfNobody(String path) {
    assertRefusal(wire.send("GET", path), 404);
  }

  @Test
  void aPlusInAFilterIsASpace() {
    String name = agent().path("agentUserName").textValue();

    assertThat(
            json(wire.send("GET", "/Agents?filter=agentUserName+eq+%22" + name + "%22"))
                .path("totalResults")
                .intValue())
        .isEqualTo(1);
  }

  private ObjectNode agent() {
    WireClient.Answer answer = create(ScimJson.MEDIA_TYPE, StandardCharsets.UTF_8);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  private static String document() {
    return "{\"agentUserName\": \"edge-%s\", \"displayName\": \"Zoë\", \"active\": true, \"owners\": [{\"value\": \"%s\"}]}"
        .formatted(UUID.randomUUID(), Sample.person());
  }

  private WireClient.Answer create(String type, Charset charset) {
    byte[] body = document().getBytes(charset);
    return wire.send(
        "POST",
        "/Agents",
        List.of("Content-Type: " + type, "Content-Length: " + body.length),
        body);
  }

  private WireClient.Answer post(byte[] body, String... headers) {
    return wire.send(
        "POST",
        "/Agents",
        Stream.concat(Stream.of("Content-Type: " + ScimJson.MEDIA_TYPE), Arrays.stream(headers))
            .toList(),
        body);
  }

  private static ObjectNode json(WireClient.Answer answer) {
    return ScimJson.read(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefusal(WireClient.Answer answer, int status) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith(ScimJson.MEDIA_TYPE);
    ObjectNode error = json(answer);
    assertThat(error.path("schemas").path(0).textValue()).isEqualTo(Urn.ERROR);
    assertThat(error.path("status").textValue()).isEqualTo(Integer.toString(status));
    assertThat(error.path("detail").textValue()).isNotBlank();
  }
}
