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

/**
 * Finds models of one folder whose outputs would overwrite each other: networks of the same name share an output
 * folder.
 */
public final class NameClashes {
    private NameClashes() {}

    /**
     * An error at the {@code network} line where another model of the folder has a network of the same name. Names that
     * differ only in case are the same folder on some systems.
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

    /** One that cannot be read fails by itself, not all others with it. */
    private static List<Path> siblings(Path file) throws IOException {
        return Models.in(file.toAbsolutePath().getParent()).stream()
                .filter(f -> !f.getFileName().equals(file.getFileName()))
                .filter(f -> Files.isRegularFile(f) && Files.isReadable(f))
                .toList();
    }
}
