// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import java.nio.file.Path;

/**
 * The files and folders under {@code target/bnn/NAME} for the outputs of one model.
 *
 * @param root the folder itself
 * @param name the network's name
 */
public record ModelFolder(Path root, String name) {
    /** The folder of the network of that name under the output folder of the project. */
    public static ModelFolder of(Path output, String name) {
        return new ModelFolder(output.resolve(name), name);
    }

    /** Trained latent parameters. */
    public Path parameters() {
        return root.resolve(name + ".npz");
    }

    /** Where the parameters come from: data hash, recipe, seed, versions. */
    public Path provenance() {
        return root.resolve("provenance.json");
    }

    /** The table of epochs. */
    public Path history() {
        return root.resolve("training.json");
    }

    /** Confusion matrix and worst mistakes, for the report. */
    public Path evaluation() {
        return root.resolve("evaluation.json");
    }

    /** Photographs that were classified. */
    public Path classified() {
        return root.resolve("classify");
    }

    /** State from which an interrupted training continues. */
    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** Events of the training, for TensorBoard. */
    public Path tensorBoard() {
        return root.resolve("tensorboard");
    }

    /** The figures of all goals. */
    public Path metrics() {
        return root.resolve("metrics.json");
    }

    /** The fingerprint of each goal's last run. */
    Path fingerprints() {
        return root.resolve("fingerprints.json");
    }

    /** One snapshot per pass. */
    public Path passes() {
        return root.resolve("passes");
    }

    /** The compiled network that the runtime loads. */
    public Path compiled() {
        return root.resolve(name + ".bnnc");
    }

    /** The generated HLS project. */
    public Path hls() {
        return root.resolve("hls");
    }

    /** The generated RTL project. */
    public Path rtl() {
        return root.resolve("rtl");
    }

    /** Program and temporary files of the RTL simulation. */
    public Path rtlSimulation() {
        return root.resolve("rtlsim");
    }

    /** Output of yosys; temporary files of its count of the RTL's resources are beside it. */
    public Path rtlCountsLog() {
        return root.resolve("rtlcounts").resolve("yosys.log");
    }

    /** Intermediate files of open tools on the way to a bitstream, and their logs. */
    public Path open() {
        return root.resolve("open");
    }

    /** Drivers for the board, and the bitstream once it exists. */
    public Path deploy() {
        return root.resolve("deploy");
    }

    /** Program and temporary files of the C simulation. */
    public Path csim() {
        return root.resolve("csim");
    }

    /** Output of the HLS tool. */
    public Path hlsLog() {
        return root.resolve("hls.log");
    }

    /** Output of Vivado while it packages the RTL. */
    public Path ipLog() {
        return root.resolve("ip.log");
    }

    /** Output of Vivado. */
    public Path vivadoLog() {
        return root.resolve("vivado.log");
    }

    /** Output of the linker of a card's kernel. */
    public Path linkLog() {
        return root.resolve("link.log");
    }

    /** Results of synthesis, for the report. */
    public Path synthesis() {
        return root.resolve("synthesis.json");
    }

    /** The integer network for any ONNX runtime. */
    public Path onnx() {
        return root.resolve("export").resolve(name + ".onnx");
    }

    /** The trained network for tools of quantized networks. */
    public Path qonnx() {
        return root.resolve("export").resolve(name + ".qonnx.onnx");
    }

    /** The PyTorch script that trains the network. */
    public Path script() {
        return root.resolve("export").resolve(name + "_train.py");
    }

    /** The C program for CPUs. */
    public Path cProgram() {
        return root.resolve("export").resolve("c");
    }

    /** The page on foldings. */
    public Path exploration() {
        return root.resolve("explore.html");
    }

    /** The explanation of what lowering did. */
    public Path explanation() {
        return root.resolve("explain.txt");
    }

    /** The report. */
    public Path report() {
        return root.resolve("report.html");
    }
}
