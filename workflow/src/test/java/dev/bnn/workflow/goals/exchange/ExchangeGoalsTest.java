// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.npz.PackedParameters;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Pretrained;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports a small network, and imports it and files that are not models. */
class ExchangeGoalsTest {
    private static final String MODEL = """
            network halves
            input 1 x 2 x 2 uint8 scaled -1 .. 1
            classes upper, lower
            layers { sign; dense 2 weights bipolar }
            train { data "pictures" }
            target pynq-z1 { clock 100 MHz }
            """;

    private static final Parameters PARAMETERS = new Parameters(Map.of(
            "dense1.weight", new Parameters.Array(new int[] {2, 4}, new float[] {1, 1, -1, -1, -0.5f, 0, 0.25f, 1})));

    @TempDir
    private Path folder;

    private Path model;
    private ModelFolder outputs;

    @BeforeEach
    void trained() throws Exception {
        model = write("halves", MODEL);
        outputs = ModelFolder.of(folder.resolve("out"), "halves");
        Npz.write(outputs.parameters(), PARAMETERS);
    }

    @Test
    void exportIsWrittenOnceForTheSameParameters() throws Exception {
        ExportGoal.Result first = export(model);
        assertThat(first.skipped()).isFalse();
        assertThat(first.files()).containsExactly(outputs.onnx(), outputs.qonnx());
        assertThat(new Metrics(outputs).number("export", "onnx_bytes")).hasValue(Files.size(outputs.onnx()));
        assertThat(export(model).skipped()).isTrue();
        Files.delete(outputs.qonnx());
        assertThat(export(model).skipped()).isFalse();
        Npz.write(
                outputs.parameters(),
                new Parameters(Map.of(
                        "dense1.weight",
                        new Parameters.Array(new int[] {2, 4}, new float[] {1, 1, 1, 1, 1, 1, 1, 1}))));
        assertThat(export(model).skipped()).isFalse();
    }

    @Test
    void aFloatNetworkIsExportedToQonnxOnly() throws Exception {
        Path twin = write("twin", MODEL.replace("halves", "twin").replace("bipolar", "float"));
        ModelFolder of = ModelFolder.of(folder.resolve("out"), "twin");
        Npz.write(of.parameters(), PARAMETERS);
        assertThat(export(twin).files()).containsExactly(of.qonnx());
        assertThat(of.onnx()).doesNotExist();
    }

    @Test
    void missingParametersAreNamed() throws Exception {
        Npz.write(outputs.parameters(), new Parameters(Map.of()));
        assertThatThrownBy(() -> export(model))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("halves cannot be exported");
    }

    @Test
    void whatIsExportedIsImported() throws Exception {
        export(model);
        Path back = run(outputs.qonnx(), "back", false).model();
        assertThat(back).isEqualTo(folder.resolve("back.bnn"));
        Network network = Models.load(back, Events.SILENT).network();
        assertThat(network.classes()).containsExactly("upper", "lower");
        assertThat(network.recipes().get(0).run().data()).isEqualTo("data/back");
        Parameters parameters = Pretrained.beside(back).load(network);
        assertThat(parameters.values("dense1", "weight")).containsExactly(1, 1, -1, -1, -1, 1, 1, 1);
        assertThat(Files.readString(folder.resolve("back.pretrained.json")))
                .contains("\"imported_from\" : \"halves.qonnx.onnx\"");
    }

    @Test
    void aModelThatIsThereIsReplacedOnRequestOnly() throws Exception {
        export(model);
        assertThatThrownBy(() -> run(outputs.qonnx(), "", false))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("halves.bnn exists already")
                .hasMessageContaining("-Dbnn.overwrite=true");
        assertThat(Files.readString(model)).isEqualTo(MODEL);
        run(outputs.qonnx(), "", true);
        assertThat(Files.readString(model)).contains("Imported from bnn");
    }

    @Test
    void parametersGoBesideTheirModel() throws Exception {
        run(outputs.parameters(), "halves", false);
        Network network = Models.load(model, Events.SILENT).network();
        assertThat(PackedParameters.read(folder.resolve("halves.pretrained.npz"), network)
                        .values("dense1", "weight"))
                .containsExactly(1, 1, -1, -1, -1, 1, 1, 1);
        assertThatThrownBy(() -> run(outputs.parameters(), "halves", false))
                .hasMessageContaining("halves.pretrained.npz exists already");
    }

    /** A model may start from the packed parameters of another model with the same layers. */
    @Test
    void packedParametersGoBesideTheirModelToo() throws Exception {
        run(outputs.parameters(), "halves", false);
        Files.writeString(folder.resolve("twin.bnn"), MODEL.replace("network halves", "network twin"));
        run(folder.resolve("halves.pretrained.npz"), "twin", false);
        Network network = Models.load(folder.resolve("twin.bnn"), Events.SILENT).network();
        assertThat(Pretrained.beside(folder.resolve("twin.bnn")).load(network).values("dense1", "weight"))
                .containsExactly(1, 1, -1, -1, -1, 1, 1, 1);
        assertThat(Files.readString(folder.resolve("twin.pretrained.json")))
                .contains("\"imported_from\" : \"halves.pretrained.npz\"");
    }

    @Test
    void packedParametersOfAModelThatHasChangedAreKeptByAnImport() throws Exception {
        run(outputs.parameters(), "halves", false);
        Path packed = folder.resolve("halves.pretrained.npz");
        Files.writeString(model, MODEL.replace("upper, lower", "high, low"));
        Network network = Models.load(model, Events.SILENT).network();
        assertThatThrownBy(() -> Pretrained.beside(model).load(network))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("halves.pretrained.npz does not belong to halves as it is now. Run mvn bnn:train. If the"
                        + " layers have the same names and shapes as before, keep the parameters:"
                        + " mvn bnn:import -Dbnn.overwrite=true -Dbnn.file=" + packed);
        run(packed, "", true);
        assertThat(Pretrained.beside(model).load(network).values("dense1", "weight"))
                .containsExactly(1, 1, -1, -1, -1, 1, 1, 1);
    }

    @Test
    void parametersOfAnotherModelAreNamed() throws Exception {
        Path other = folder.resolve("other.npz");
        Npz.write(other, new Parameters(Map.of("dense1.weight", new Parameters.Array(new int[] {1, 2}, new float[2]))));
        assertThatThrownBy(() -> run(other, "halves", false))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("other.npz: it does not fit halves: ")
                .hasMessageContaining("dense1.weight");
        assertThatThrownBy(() -> run(other, "", false))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("There is no model");
        assertThat(folder.resolve("halves.pretrained.npz")).doesNotExist();
    }

    @Test
    void whatIsNoModelLeavesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("3 notes.onnx"), "not a model");
        assertThatThrownBy(() -> run(file, "", false))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("3 notes.onnx: not a usable .onnx file");
        assertThat(folder.resolve("net_3_notes.bnn")).doesNotExist();
        assertThatThrownBy(() -> run(folder.resolve("none.onnx"), "", false))
                .hasMessageContaining("none.onnx to import; set bnn.file");
        assertThatThrownBy(() -> run(file, "a-b", false)).hasMessageContaining("bnn.model is a-b");
    }

    @Test
    void theIntegerNetworkIsSentToTheTrainedOne() throws Exception {
        export(model);
        assertThatThrownBy(() -> run(outputs.onnx(), "back", false))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("halves.onnx: this is the integer network")
                .hasMessageContaining("take halves.qonnx.onnx, the trained one.");
        assertThat(folder.resolve("back.bnn")).doesNotExist();
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name + ".bnn"), text);
    }

    private ExportGoal.Result export(Path of) throws Exception {
        return ExportGoal.run(new ExportGoal.Request(of, TestSettings.of(folder, "out")), Events.SILENT);
    }

    private ImportGoal.Result run(Path file, String name, boolean overwrite) throws Exception {
        return ImportGoal.run(
                new ImportGoal.Request(file, folder, name, "", "", false, overwrite, TestSettings.of(folder, "out")),
                Events.SILENT);
    }
}
