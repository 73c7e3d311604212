// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds models in one folder whose outputs would overwrite each other: networks with the same name share an output folder. */
public final class NameClashes {
    private NameClashes() {}

    /**
     * An error at the {@code network} line, if another model in the folder has a network with the same name. Names that differ
     * only in case denote the same folder on some systems.
     */
    public static Optional<Diagnostic> find(Path file, Network network) throws IOException {
        for (Path other : siblings(file)) {
            Optional<Network> there = Frontend.load(other).network();
            if (there.isPresent() && there.get().name().equalsIgnoreCase(network.name())) {
                String same = there.get().name().equals(network.name())
                        ? ""
                        : " as " + there.get().name();
                return Optional.of(new Diagnostic(
                        Code.NETWORK_TWICE,
                        Severity.ERROR,
                        network.span(),
                        file.getFileName() + " and " + other.getFileName() + " both declare network " + network.name()
                                + same + ", and would overwrite each other's outputs",
                        "give one of them another name"));
            }
        }
        return Optional.empty();
    }

    /**
     * The other models of the folder that can be read. An unreadable one fails its own check, but must not fail that of all the
     * others.
     */
    private static List<Path> siblings(Path file) throws IOException {
        return Models.in(file.toAbsolutePath().getParent()).stream()
                .filter(f -> !f.getFileName().equals(file.getFileName()))
                .filter(f -> Files.isRegularFile(f) && Files.isReadable(f))
                .toList();
    }
}
