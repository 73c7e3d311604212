// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to lower and how to prove it.
 *
 * @param reference the float model, compared with the first IR
 * @param goldens images in HWC bytes that every stage runs
 * @param passesDir folder for the snapshot of each stage; if empty, none are written
 */
public record LoweringRequest(
        Network network,
        Parameters parameters,
        Optional<Reference> reference,
        List<byte[]> goldens,
        Optional<Path> passesDir) {
    public LoweringRequest {
        goldens = List.copyOf(goldens);
    }
}
