package dev.steward.scim;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Every store there is: which resource types the service has. */
@ApplicationScoped
class ResourceStores {

  private final List<ResourceStore<?>> stores;

  ResourceStores(@All List<ResourceStore<?>> stores) {
    this.stores = stores;
  }

  List<ResourceStore<?>> all() {
    return stores;
  }

  /** The resource types, as the client is shown them. */
  List<ResourceType> types(Connector connector) {
    return stores.stream().<ResourceType>map(store -> store.type(connector)).toList();
  }

  /** The store whose resources are at that endpoint, such as {@code /Agents}. */
  Optional<ResourceStore<?>> at(String endpoint, Connector connector) {
    return stores.stream()
        .filter(store -> store.type(connector).endpoint().equals(endpoint))
        .findFirst();
  }
}
