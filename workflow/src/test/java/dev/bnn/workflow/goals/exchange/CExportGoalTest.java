// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CExportGoalTest {
    private static final String MODEL = """
            network halves "Upper or lower"
            input 1 x 2 x 2 uint8 scaled -1 .. 1
            classes upper, lower
            layers {
              sign
              dense 2 weights bipolar
            }
            train { data "pictures" }
            """;

    private static final Parameters PARAMETERS = new Parameters(Map.of(
            "dense1.weight", new Parameters.Array(new int[] {2, 4}, new float[] {1, 1, -1, -1, -0.5f, 0, 0.25f, 1})));

    @TempDir
    private Path folder;

    private Path model;
    private ModelFolder outputs;

    @BeforeEach
    void trained() throws Exception {
        model = Files.writeString(folder.resolve("halves.bnn"), MODEL);
        outputs = ModelFolder.of(folder.resolve("out"), "halves");
        Npz.write(outputs.parameters(), PARAMETERS);
    }

    @Test
    void theProgramIsWrittenOnceForTheSameModel() throws Exception {
        CExportGoal.Result first = export();
        assertThat(first.skipped()).isFalse();
        Path c = first.folder();
        assertThat(c.resolve("halves.h"))
                .content()
                .contains("#define HALVES_IMAGE_BYTES 4", "#define HALVES_CLASSES 2");
        // The network computes a sign, then compares 4 bits with two rows.
        assertThat(c.resolve("halves.c"))
                .content()
                .contains("/* sign1: the image against thresholds, 1 x 2 x 2 (halves.bnn:5) */")
                .contains("/* dense1: dense, 4 to 2 (halves.bnn:6) */")
                .contains("static const uint32_t weights[2] = {\n        0x00000003u, 0x0000000eu,\n    };");
        assertThat(c.resolve("halves_test.c")).content().contains("#define VECTORS 8");
        assertThat(new Metrics(outputs).number("export_c", "memory_bytes")).hasValue(16);
        assertThat(export().skipped()).isTrue();
        Files.delete(c.resolve("halves.c"));
        Files.writeString(model, MODEL.replace("Upper or lower", "Two halves"));
        assertThat(export().skipped()).isFalse();
        assertThat(c.resolve("halves.c")).content().contains("Two halves");
    }

    @Test
    void aFloatNetworkIsRefusedAtItsLayer() throws Exception {
        Files.writeString(model, MODEL.replace("bipolar", "float"));
        assertThatThrownBy(this::export)
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("halves.bnn:6:3: halves cannot be synthesized: layer dense1 has float weights");
    }

    private CExportGoal.Result export() throws Exception {
        return CExportGoal.run(new CExportGoal.Request(model, TestSettings.of(folder, "out")), Events.SILENT);
    }
}
