// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.model.Network;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Pretrained;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final long MOST_BYTES = 5_000_000;

    @Test
    void pretrainedParametersFitTheirModels() throws Exception {
        List<Path> packed;
        try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
            packed = files.filter(f -> f.toString().endsWith(".pretrained.npz"))
                    .filter(f -> !f.toString().contains("target"))
                    .toList();
        }
        assertThat(packed).isNotEmpty();
        for (Path file : packed) {
            String name = file.getFileName().toString().replace(".pretrained.npz", "");
            Path model = file.resolveSibling(name + ".bnn");
            Network network = Models.load(model, Events.SILENT).network();
            assertThat(Pretrained.beside(model).load(network).arrays()).as(name).isNotEmpty();
            assertThat(Files.size(file)).as(name).isLessThan(MOST_BYTES);
        }
    }
}
