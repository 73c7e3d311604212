// Network [=d.network] on [=b.board.inline]: the clock, the serial line and the pipeline.
// Generated from [=d.source.inline]; changes here are lost.
`default_nettype none
module [=d.top]_board (
    input  wire clk_in,  // [=b.oscillator] MHz
    input  wire rx,
    output wire tx
);
    wire clk, locked;
[#if b.pll.none]
    assign clk = clk_in;
    assign locked = 1'b1;
[#elseif b.family == "ICE40"]
    // [=b.oscillator] MHz / [=b.pll.reference] * [=b.pll.feedback] / 2^[=b.pll.output] = [=b.clock] MHz
    SB_PLL40_[#if b.pllAtPin]PAD[#else]CORE[/#if] #(
        .FEEDBACK_PATH("SIMPLE"), .DIVR(4'd[=b.pll.reference - 1]), .DIVF(7'd[=b.pll.feedback - 1]), .DIVQ(3'd[=b.pll.output]), .FILTER_RANGE(3'd[=b.filter])
    ) pll (
        .[#if b.pllAtPin]PACKAGEPIN[#else]REFERENCECLK[/#if](clk_in), .PLLOUTGLOBAL(clk), .LOCK(locked), .RESETB(1'b1), .BYPASS(1'b0));
[#elseif b.family == "ARTIX7"]
    // [=b.oscillator] MHz / [=b.pll.reference] * [=b.pll.feedback] / [=b.pll.output] = [=b.clock] MHz
    wire feedback, divided;
    PLLE2_BASE #(
        .CLKIN1_PERIOD([=b.periodNs]), .DIVCLK_DIVIDE([=b.pll.reference]), .CLKFBOUT_MULT([=b.pll.feedback]), .CLKOUT0_DIVIDE([=b.pll.output])
    ) pll (
        .CLKIN1(clk_in), .CLKFBIN(feedback), .CLKFBOUT(feedback), .CLKOUT0(divided), .LOCKED(locked), .PWRDWN(1'b0), .RST(1'b0),
        .CLKOUT1(), .CLKOUT2(), .CLKOUT3(), .CLKOUT4(), .CLKOUT5());
    BUFG buffer (.I(divided), .O(clk));
[#else]
    // [=b.oscillator] MHz / [=b.pll.reference] * [=b.pll.feedback] = [=b.clock] MHz
    (* FREQUENCY_PIN_CLKI = "[=b.oscillator]", FREQUENCY_PIN_CLKOP = "[=b.clock]", ICP_CURRENT = "12", LPF_RESISTOR = "8" *)
    EHXPLLL #(
        .CLKI_DIV([=b.pll.reference]), .CLKFB_DIV([=b.pll.feedback]), .CLKOP_DIV([=b.pll.output]), .CLKOP_CPHASE([=b.pll.output - 1]),
        .CLKOP_FPHASE(0), .CLKOP_ENABLE("ENABLED"), .OUTDIVIDER_MUXA("DIVA"), .FEEDBK_PATH("CLKOP"),
        .PLLRST_ENA("DISABLED"), .INTFB_WAKE("DISABLED"), .STDBY_ENABLE("DISABLED"), .DPHASE_SOURCE("DISABLED")
    ) pll (
        .CLKI(clk_in), .CLKFB(clk), .CLKOP(clk), .LOCK(locked), .RST(1'b0), .STDBY(1'b0), .ENCLKOP(1'b0), .PLLWAKESYNC(1'b0),
        .PHASESEL0(1'b0), .PHASESEL1(1'b0), .PHASEDIR(1'b1), .PHASESTEP(1'b1), .PHASELOADREG(1'b1));
[/#if]

    // The chip's block RAM can be read some microseconds after it was configured.
    reg [12:0] waited = 0;
    reg rst = 1'b1;
    always @(posedge clk) begin
        if (!locked) waited <= 0;
        else if (!waited[12]) waited <= waited + 1'b1;
        rst <= !waited[12];
    end

    wire pipeline_rst, image_valid, image_pop, result_valid, result_pop;
    wire [[=d.pixelBits - 1]:0] image;
    wire [[=d.answer.bits - 1]:0] result;
    bnnlib_serial #(
        .PIXELS([=d.pixels]), .CHANNELS([=d.pixelBits / 8]), .WORDS([=d.answer.words]), .BITS([=d.answer.bits]),
        .BIT([=b.bit]), .SIGNATURE(32'h[=b.signature]), .STYLE([=b.style])
    ) serial (
        .clk(clk), .rst(rst), .rx(rx), .tx(tx), .pipeline_rst(pipeline_rst),
        .image_valid(image_valid), .image_pop(image_pop), .image_data(image),
        .result_valid(result_valid), .result_pop(result_pop), .result_data(result));
    [=d.top]_pipeline pipeline (
        .clk(clk), .rst(pipeline_rst),
        .image_valid(image_valid), .image_pop(image_pop), .image_data(image),
        .result_valid(result_valid), .result_pop(result_pop), .result_data(result));
endmodule
`default_nettype wire
