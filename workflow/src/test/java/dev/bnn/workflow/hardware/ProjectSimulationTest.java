// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Fault;
import dev.bnn.emit.Simulation;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectSimulationTest {
    private static final Network NETWORK = NetworkBuilder.named("tiny")
            .input(1, 2, 2, ValueSet.ScaledBytes.PLAIN)
            .dense(3, WeightType.BIPOLAR)
            .build();

    @Test
    void aDifferenceNamesLayerChannelAndPosition() {
        Fault fault = new Fault("conv2_mvtu", "conv2", 5, 3, 7, 1, -1);
        assertThat(message(Optional.of(fault)))
                .isEqualTo("tiny: the C simulation differs from the compiled network in 12 of 1,000 bits. The first"
                        + " difference is in layer conv2 (unit conv2_mvtu), channel 5, position (y 3, x 7), image 4:"
                        + " expected +1, found -1. Were the files in hls changed by hand? Otherwise this is a defect"
                        + " of the generator: please report it.");
    }

    @Test
    void aDifferenceInTheScoresAloneNamesTheClass() {
        assertThat(message(Optional.empty()))
                .contains("All layers before the scores agree; the first score that differs is channel 2 of layer"
                        + " dense1, image 4: expected 30, found 28.");
    }

    @Test
    void aDifferenceInTheLabelsAloneNamesThePlace() {
        assertThat(message(new Dataflow.Answer(true, Shape.vector(10), 3, 8), Optional.empty()))
                .contains("All layers before the scores agree; the first label that differs is place 2 of layer"
                        + " dense1, image 4: expected 30, found 28.");
    }

    @Test
    void aDifferenceInAMapNamesThePosition() {
        assertThat(message(new Dataflow.Answer(true, new Shape(10, 4, 5), 1, 8), Optional.empty()))
                .contains("the first label that differs is place 0 of layer dense1, position 2, image 4:");
    }

    private static String message(Optional<Fault> fault) {
        return message(new Dataflow.Answer(false, Shape.vector(10), 10, 16), fault);
    }

    private static String message(Dataflow.Answer answer, Optional<Fault> fault) {
        Simulation.Mismatch mismatch = new Simulation.Mismatch(4, 2, 30, 28, fault);
        return ProjectSimulation.differs(
                "C simulation",
                NETWORK,
                answer,
                new Simulation(10, 1000, 12, 0.1, Optional.of(mismatch), Optional.empty()),
                Path.of("hls"));
    }
}
