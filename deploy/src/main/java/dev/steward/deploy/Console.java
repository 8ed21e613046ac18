package dev.steward.deploy;

import java.io.PrintStream;

/** What {@code deploy/up} says to the person who started it. */
public final class Console {

  private final PrintStream out;
  private final long started = System.nanoTime();

  public Console(PrintStream out) {
    this.out = out;
  }

  public void line(String text) {
    out.println(text);
  }

  /** A line with the seconds since the start. */
  public void progress(String text) {
    out.printf("%4d s  %s%n", (System.nanoTime() - started) / 1_000_000_000L, text);
  }

  public void trouble(String sentence) {
    out.println();
    out.println(sentence);
  }

  void step(int number, String title, Step.Exchange exchange) {
    out.printf(
        "%n%2d. %s%n      asked     %s%n      answered  %s%n",
        number, title, exchange.asked(), exchange.answered());
  }

  void welcome(Site site, boolean wasUp) {
    out.printf(
        """

        Steward %s up. This is a demo: whoever reaches its ports may move its clocks.

          Console            %s/console   (sign in as one of the people below)
          Registry           %s   (SCIM at /scim/v2, API at /q/openapi)
          Keycloak console   %s/admin/master/console/   (%s; then choose the realm %s)
          People             alice, bob, erin (owners), frank (security), carol (auditor), grace (administrator); dave has left
          Passwords          deploy/.run/demo.env: KC_ADMIN_PASSWORD, PASSWORD_ALICE, SECRET_INVOICE_MATCHER ...

        Three things to try:

          1. Who has no owner?     curl -s -H "Authorization: Bearer $(deploy/token carol reports:read)" %s/reports/orphans
          2. Overdue, so refused:  deploy/token lead-scorer
          3. The whole journey:    deploy/up --story

        deploy/down ends it and keeps the data; deploy/up --fresh starts anew.
        """,
        wasUp ? "is already" : "is",
        site.service(),
        site.service(),
        site.keycloak(),
        site.env().get("KC_ADMIN"),
        DemoRealm.NAME,
        site.service());
  }
}
