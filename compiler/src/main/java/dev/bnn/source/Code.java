// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

/**
 * The stable identifiers of diagnostics, each with what it means and what to do. The first digit is the stage: 0 the text, 1 names
 * and structure, 2 layers, 3 lowering, 4 hardware, 5 training. docs/diagnostics.md shows an example of each.
 */
public enum Code {
    MISPLACED_WORD(1, "a word in the wrong place", "Write what the message expects there."),
    CHARACTER(
            2,
            "a character that is no part of the language, quotes that are not closed, quoted text with control characters, or a"
                    + " word that is too long",
            "Remove the character, or put text with other characters in quotes; a word has at most 1,000 characters."),
    NESTING(
            3,
            "nesting too deep, or an expression too long",
            "Split the expression with `const`, or put the inner part into a block."),
    ENCODING(4, "the file is not UTF-8 text", "Save the file in the encoding UTF-8."),
    FILE_TOO_LARGE(5, "the file is larger than 1 MB", "Check that it is a model; no model needs that much."),

    SECTION_MISSING(101, "sections are missing", "Add them; the hint has an example of each."),
    SECTION_TWICE(102, "a section that may stand once stands twice", "Remove one of them."),
    NAME_TWICE(103, "two things have one name", "Give one of them another name."),
    NAME_RESERVED(
            104,
            "a name that is taken, by the system or by a part of the hardware",
            "Choose a name that is not taken."),
    NAME_UNKNOWN(105, "an unknown constant, parameter, block or recipe", "Declare it, or correct its spelling."),
    LAYER_UNKNOWN(106, "an unknown layer", "Correct its spelling; a block is used with parentheses."),
    RECURSION(
            107,
            "a block that uses itself, or a recipe that needs itself",
            "Break the cycle; to write layers several times use `repeat`."),
    ARGUMENTS(108, "a wrong number of arguments", "Give one argument for each parameter of the block."),
    BLOCK_UNUSED(109, "a block that is never used (warning)", "Use it or remove it."),
    TOO_MUCH(
            110,
            "too many layers, statements, parameters or sections, or blocks too deep",
            "Check the numbers of its repeats and blocks."),
    CLASSES(
            111,
            "classes: doubled (in the model or in the data), empty, reversed, too few, too many, or others than the data set has;"
                    + " an unknown output after them",
            "Name each class of the data once, with `NAME = NAME_IN_DATA` where the names differ."),
    OVERFLOW(112, "a number too large", "Use a number below 2,147,483,648."),
    DIVISION(113, "a division by 0, or with a remainder", "Choose numbers that divide; sizes are whole."),
    NAME_LONG(114, "a name of more than 64 characters", "Shorten it; files and modules of the hardware carry it."),
    NETWORK_TWICE(
            115,
            "two models of one folder whose networks have one name, or names that differ only in capitals",
            "Give one of them another name."),
    FIGURE_MISSED(
            116,
            "a figure that misses a budget of the plugin's configuration",
            "Follow the hint, or relax the budget in the POM."),

    OPTION_UNFIT(
            201,
            "an option that the layer, the optimizer or the loss does not have",
            "Remove it, or use one of those that the hint lists."),
    OPTION_TWICE(202, "something is given twice", "Leave one of them out."),
    OPTION_MISSING(203, "an option is missing", "Add it."),
    RANGE(204, "a number out of its range", "Choose a number in the range that the hint names."),
    WINDOW(205, "a window larger than its input", "Make the window smaller, or pool and stride less before it."),
    PADDING_AMOUNT(206, "more padding than windows reach over the border", "Pad by less than the kernel spans."),
    PADDING_VALUE(
            207,
            "a padding without a value on bits, or of another value than 0, -1 and +1",
            "Write `padding same -1`, `padding 1 of 0` and the like."),
    WEIGHT_TYPE(208, "an unknown kind of weights", "Use bipolar, ternary, int3 to int8, or float."),
    TOO_LARGE(209, "an image, a layer or a network too large to hold", "Use fewer channels, or smaller maps."),
    OUTPUTS(
            210,
            "not one output per class",
            "End the network with `dense N`, or with `conv N kernel 1` for an `output map`, where N is the number of classes."),
    END(
            211,
            "the network has no layers, or ends in something that gives no scores: of the image, or at the positions of a map",
            "End it with a dense layer of one unit per class, or for an `output map` with a conv of one channel per class that"
                    + " pads with a value of its input; with or without a batchnorm."),
    REAL_INPUT(212, "a layer with weights reads real values: a sign is missing", "Put a sign before it."),
    BIPOLAR_ALREADY(
            213,
            "a sign, quant, relu, ternary or batch norm of bits or levels",
            "Remove it, or put a conv or dense layer before it."),
    POOL_OF_REALS(214, "a pool with no sign before or after it", "Put a sign before or after the pool."),
    AFTER_FLATTEN(
            215,
            "a layer after flatten that hardware cannot have there",
            "Put the flatten right before a dense layer, or leave it out."),
    SIGN_OF_BYTES(
            216,
            "the sign of the image's bytes falls, or may fall; a quant, relu or ternary of them",
            "Give the input a rising scale, or leave the layer out: the first conv or dense reads all 8 bits."),
    UNSCALED_SIGN(217, "a sign with no batch norm before it (warning)", "Put a batchnorm before it."),
    STREAM(
            218,
            "a word too wide for the HLS tool, or a fan-in that no folding suits",
            "Use fewer channels, or a number of channels with more divisors."),
    RESIDUAL(
            219,
            "a residual whose two sides cannot be added",
            "End its body with the shape and the activation that stand before it."),
    GROUPS(
            220,
            "groups that do not divide the channels of a layer",
            "Choose a number that divides the channels that come in and those that go out."),
    UPSAMPLE_OF_REALS(
            221,
            "an upsample of values that are neither bits nor levels",
            "Put the upsample after a sign, quant, relu or ternary."),
    SHUFFLE_OF_IMAGE(
            222,
            "a shuffle of the channels of the image",
            "Put the shuffle after the first layer with weights, or order the channels in the data."),

    FLOAT_LAYER(
            301,
            "a float layer in a network that is synthesized",
            "Leave out `weights float`; a float network trains and evaluates only."),
    PARAMETER(302, "a trained parameter is missing, of the wrong shape or not finite", "Train the network again."),
    NO_INTEGER_FORM(
            303, "an order of layers that has no integer form", "Report it: the checker refuses such an order first."),
    SCORES(304, "trained scores that no fixed point orders", "Train again, or leave out the last batch norm."),
    DEAD_CHANNEL(
            305,
            "a channel that gives the same bit for every image (note)",
            "Nothing needs to be done; the network may do with fewer channels."),
    MISMATCH(
            306,
            "a compiler pass computes something else than the stage before",
            "Report it with the model: it is a fault of the compiler."),
    MALFORMED(
            307,
            "a compiler pass leaves an IR that is not well formed",
            "Report it with the model: it is a fault of the compiler."),

    FOLDING(401, "a PE or SIMD that is not legal", "Use one of the numbers that the hint lists."),
    TOO_SLOW(
            402,
            "a layer that cannot reach the wanted frames per second (warning)",
            "Ask for fewer frames per second, or raise the clock."),
    SCORE_WIDTH(403, "scores that need more than 64 bits", "Leave out the batch norm after the last layer."),
    CLOCK(404, "a clock without unit, with an unknown one, or out of range", "Write, for example, `clock 100 MHz`."),
    BOARD(
            405,
            "an unknown board; a part of which nothing is known (warning)",
            "Name a board of the list, or write the part in full."),
    FOLD(
            406,
            "a `fold` of an unknown layer, one without weights, one folded already, or without `pe` or `simd`",
            "Name a layer with weights once, with both `pe` and `simd`."),
    PART_FULL(
            407,
            "weights that do not fit into all of the part's memories (warning)",
            "Choose a larger part or a smaller network."),
    TARGET_ENTRY(408, "an unknown entry of a target section", "Correct its spelling."),
    FPS(409, "frames per second out of range", "Write a number above 0, or `max`."),
    PART_EXCEEDED(
            410,
            "a design that does not fit the part (warning)",
            "Follow the hint: ask for fewer frames per second, or choose a larger part."),
    MEMORY(
            411,
            "an unknown memory, or one that the part does not have for weights",
            "Write `memory block`, `memory lut`, or no memory."),
    BUDGET(
            412,
            "a budget that names no resource; a design that exceeds it (warning)",
            "Name lut, ff, bram18, uram or dsp; raise the budget, or use fewer channels."),
    FIFO(413, "a depth of a stream out of range", "Choose a depth in the range that the hint names."),
    PARAMETERS(
            414,
            "parameters that are neither `fixed` nor `loadable`",
            "Write `parameters fixed` or `parameters loadable`."),
    OUTPUT(
            415,
            "an output that is neither `scores` nor `labels`, or of more labels than classes, or than 1,024",
            "Write `output scores`, or `output labels N` with an N in range."),
    TOOL(416, "a tool that is neither `vitis_hls` nor `vivado_hls`", "Write `tool vitis_hls` or `tool vivado_hls`."),
    CHOSEN_DEPTH(
            417,
            "a depth for a stream that is not there; a chosen depth that blocks the pipeline, that may block it where HLS stalls"
                    + " (warning), or that makes units wait (warning)",
            "Choose the depth that the hint names, or leave the line out: the simulation finds a depth."),

    DATA(501, "no data, or an unknown data set", "Name a data set, or the path of a folder or archive in quotes."),
    DATA_MISFIT(
            502,
            "data that does not fit the network or the recipe",
            "Change the input or the recipe to what the data has, or choose other data."),
    TRAIN_RANGE(503, "a number of the recipe out of its range", "Choose a number in the range that the hint names."),
    ALGORITHM(
            504,
            "an unknown optimizer, loss, rule of class weights, step, precision or straight-through estimator; `mixup` or `teacher` with"
                    + " an `output map`",
            "Use one of those that the hint lists, or leave it out."),
    TRAIN_ENTRY(505, "an unknown entry of a train section", "Correct its spelling."),
    SCRIPT(
            506,
            "an entry that the PyTorch script cannot do",
            "Change the entry as the hint says, or train with `mvn bnn:train`."),
    DECAY_LAYER(
            507,
            "the weight decay of a layer that has none",
            "Name a layer with weights, or its kind: `conv`, `depthwise` or `dense`.");

    private final int number;
    private final String summary;
    private final String remedy;

    Code(int number, String summary, String remedy) {
        this.number = number;
        this.summary = summary;
        this.remedy = remedy;
    }

    /** What the code means, in a few words without a full stop. */
    public String summary() {
        return summary;
    }

    /** What to do, in a sentence; the hint of a diagnostic says it more precisely if possible. */
    public String remedy() {
        return remedy;
    }

    /** {@code BNN} and three digits, as messages show it. */
    @Override
    public String toString() {
        return String.format("BNN%03d", number);
    }
}
