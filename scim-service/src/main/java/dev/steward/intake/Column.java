package dev.steward.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a list may be about, whatever it is called there. */
enum Column {
  CLIENT("clientid client clientname oauthclient application app"),
  NAME("name username identity account serviceaccount agentusername handle"),
  EXTERNAL_ID("externalid cmdbid ci"),
  DISPLAY_NAME("displayname label title"),
  DESCRIPTION("description comment notes"),
  KIND("kind type identitytype"),
  TIER("risktier tier risk criticality"),
  PURPOSE("purpose reason businesspurpose"),
  ENVIRONMENT("environment env stage"),
  OWNER("owner owners owneremail technicalowner responsible contact"),
  BACKUP("backup backups backupowner deputy secondaryowner"),
  SPONSOR("sponsor sponsors businessowner sponsoremail"),
  SCOPES("scopes scope"),
  GRANTS("grants granttypes grant"),
  LONGEST_TOKEN("longesttoken tokenlifetime maxtokenlifetime"),
  CADENCE("cadence reviewevery reviewcadence"),
  CONTROLS("controls controllinks");

  private final String names;

  Column(String names) {
    this.names = names;
  }

  /** The column of a heading; case, spaces and punctuation do not matter. */
  static Optional<Column> of(String heading) {
    String plain = heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return Arrays.stream(values())
        .filter(column -> List.of(column.names.split(" ")).contains(plain))
        .findFirst();
  }
}
