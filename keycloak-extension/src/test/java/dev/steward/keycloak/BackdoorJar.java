package dev.steward.keycloak;

import dev.steward.keycloak.backdoor.Backdoor;
import dev.steward.keycloak.backdoor.BackdoorFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** The backdoor as a provider, kept out of the jar that others install. */
final class BackdoorJar {

  private BackdoorJar() {}

  static Path in(Path folder) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        add(zip, "META-INF/beans.xml", "<beans/>".getBytes(StandardCharsets.UTF_8));
        add(
            zip,
            "META-INF/services/" + RealmResourceProviderFactory.class.getName(),
            BackdoorFactory.class.getName().getBytes(StandardCharsets.UTF_8));
        add(zip, Backdoor.class.getName());
        add(zip, BackdoorFactory.class.getName());
        add(zip, BackdoorFactory.class.getName() + "$1");
      }
      Path jar = Files.createDirectories(folder).resolve("backdoor.jar");
      Files.write(jar, bytes.toByteArray());
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(ZipOutputStream zip, String className) throws IOException {
    String name = className.replace('.', '/') + ".class";
    try (InputStream in = BackdoorJar.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      add(zip, name, in.readAllBytes());
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    // The same content makes the same jar, so that the server need not be built again.
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
