package dev.steward.scim;

import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The requests of real clients, one test each; the cases are data among the resources. */
@QuarkusTest
class RealClientsTest {

  @TestFactory
  Stream<DynamicNode> areServed() {
    return CaseFile.all().stream()
        .flatMap(file -> file.spoken().stream().map(spoken -> group(file, spoken)));
  }

  private static DynamicNode group(CaseFile file, CaseFile.Spoken spoken) {
    CaseClient client = client(spoken.connector());
    return DynamicContainer.dynamicContainer(
        file.titleOf(spoken),
        file.cases(spoken)
            .map(
                one ->
                    DynamicTest.dynamicTest(
                        one.sentence(), () -> new CaseRun(client, one).judge())));
  }

  private static CaseClient client(String connector) {
    String url = ConfigProvider.getConfig().getValue("test.url", String.class);
    return new CaseClient(
        URI.create(url + "/scim/v2"), Tokens.service(connector, "scim:read scim:write"));
  }
}
