package dev.steward.keycloak.server;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server's files: a copy of the distribution with the providers installed and built in.
 *
 * <p>Building costs half a minute of a processor, so a home is kept and built again only when the
 * distribution, a provider or a build option differs.
 */
final class ServerHome {

  private final ServerPlan plan;
  private final Path home;
  private final Path built;

  ServerHome(ServerPlan plan) {
    this.plan = plan;
    this.home = plan.work().resolve("keycloak");
    this.built = plan.work().resolve("built");
  }

  Path path() {
    return home;
  }

  Path script() {
    return home.resolve("bin").resolve("kc.sh");
  }

  /** Makes the home ready to start. */
  void prepare(KeycloakProcess.Runner build) throws IOException {
    Files.createDirectories(plan.work());
    String wanted = fingerprint();
    if (!Files.exists(built) || !Files.readString(built).equals(wanted)) {
      Files.deleteIfExists(built);
      deleteTree(home);
      copyDistribution();
      for (Path jar : plan.providers()) {
        Files.copy(jar, home.resolve("providers").resolve(fileName(jar)), COPY_ATTRIBUTES);
      }
      build.run(home, plan);
      Files.writeString(built, wanted);
    }
    if (!plan.keepData()) {
      deleteTree(home.resolve("data"));
    }
    Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
    for (Path realm : plan.realms()) {
      Files.copy(realm, imports.resolve(fileName(realm)), REPLACE_EXISTING);
    }
  }

  private void copyDistribution() throws IOException {
    if (Files.isDirectory(plan.distribution())) {
      copyTree(plan.distribution(), home);
    } else if (Files.isRegularFile(plan.distribution())) {
      try (FileSystem zip = FileSystems.newFileSystem(plan.distribution())) {
        copyTree(onlyFolder(zip.getPath("/")), home);
      }
    } else {
      throw new ServerTrouble(
          "there is no Keycloak distribution at %s; let Maven fetch org.keycloak:keycloak-quarkus-dist:zip"
              .formatted(plan.distribution()));
    }
    if (!script().toFile().setExecutable(true)) {
      throw new ServerTrouble(script() + " cannot be made executable");
    }
  }

  private static Path onlyFolder(Path root) throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      return children.filter(Files::isDirectory).findFirst().orElse(root);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.copy(file, copy, REPLACE_EXISTING);
            Files.setLastModifiedTime(
                copy, FileTime.from(attributes.lastModifiedTime().toInstant()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException failure)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private String fingerprint() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(plan.distribution()).append('\n');
    text.append(Files.exists(plan.distribution()) ? lastModified(plan.distribution()) : "absent");
    text.append('\n').append(plan.buildOptions()).append('\n');
    for (Path jar : plan.providers()) {
      if (!Files.isRegularFile(jar)) {
        throw new ServerTrouble("there is no provider jar at %s; build it first".formatted(jar));
      }
      text.append(fileName(jar)).append(' ').append(digest(jar)).append('\n');
    }
    return text.toString();
  }

  private static String lastModified(Path path) throws IOException {
    return Files.getLastModifiedTime(path).toString();
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no SHA-256", e);
    }
  }

  private static String fileName(Path path) {
    return List.of(path.toString().split("[/\\\\]")).getLast();
  }
}
