// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What to synthesize.
 *
 * @param project folder of the project
 * @param network name of the network
 * @param log file for the tool's output
 * @param simulates whether the tool runs its own simulation first
 * @param limit time after which the tool is ended
 * @param flow the design's pipeline, where figures by unit are wanted
 */
public record SynthesisRequest(
        Path project, String network, Path log, boolean simulates, Duration limit, Optional<Dataflow> flow) {
    /** No tool takes longer. */
    public static final Duration UNLIMITED = Duration.ofDays(365);
}
