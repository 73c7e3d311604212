// Properties of bnnlib_fifo with a writer whose words come LATENCY cycles after their places were taken: no word is lost, doubled,
// changed or out of order, and a stream is readable and writable in the cycles of the cycle model. prove.sh proves them by temporal
// induction, so for all times and not only for the first cycles.
module fifo_proof #(
    parameter WIDTH = 2,
    parameter DEPTH = 5,
    parameter LATENCY = 3,
    parameter BLOCK = 0
) (
    input clk,
    input want_take,
    input want_pop,
    input [WIDTH-1:0] word,
    input [7:0] choice
);
    reg started = 0;
    always @(posedge clk) started <= 1;
    wire rst = !started;

    wire room, valid;
    wire f_places;
    wire [WIDTH-1:0] dout, f_word, f_front;
    wire [7:0] f_held, f_there, f_write_at, f_read_at, f_at;
    wire take = want_take && room && started;
    wire pop = want_pop && valid && started;
    reg [LATENCY-1:0] way = 0;
    always @(posedge clk) way <= {way, take};
    wire push = way[LATENCY-1];
    bnnlib_fifo #(.WIDTH(WIDTH), .DEPTH(DEPTH), .STYLE(BLOCK ? 2 : 1)) fifo (
        .clk(clk), .rst(rst), .room(room), .take(take), .push(push), .din(word), .valid(valid), .pop(pop), .dout(dout),
        .f_places(f_places), .f_held(f_held), .f_there(f_there), .f_write_at(f_write_at), .f_read_at(f_read_at),
        .f_at(f_at), .f_word(f_word), .f_front(f_front));

    // What has happened so far, counted modulo 256.
    reg [7:0] taken = 0, pushed = 0, visible = 0, read = 0;
    reg push_before = 0;
    always @(posedge clk) if (started) begin
        taken <= taken + take;
        pushed <= pushed + push;
        visible <= visible + (BLOCK ? push_before : push);
        read <= read + pop;
        push_before <= push;
    end
    wire [7:0] held = taken - read, there = visible - read, within = pushed - read;
    integer i;
    reg [7:0] on_way;
    always @* begin
        on_way = 0;
        for (i = 0; i < LATENCY; i = i + 1) on_way = on_way + way[i];
    end

    // One word, whichever, is followed from its push to its read.
    reg [7:0] number;
    always @(posedge clk) number <= started ? number : choice;
    reg [WIDTH-1:0] value;
    reg seen = 0;
    always @(posedge clk) if (started && push && pushed == number) begin
        value <= word;
        seen <= 1;
    end
    wire [7:0] before_it = number - read;
    wire is_within = seen && before_it < within;
    wire [8:0] slot = f_read_at + before_it;
    assign f_at = slot >= DEPTH ? slot - DEPTH : slot;

    always @* if (started) begin
        assert (held <= DEPTH);
        assert (taken - pushed == on_way);
        assert (there <= within && within <= held);
        assert (there == within - (BLOCK ? push_before : 0));
        // read(w - depth) + 1, and written(r) + 1 + latency.
        assert (room == (held < DEPTH));
        assert (valid == (there != 0));
        assert (f_held == held && f_there == there);
        assert (f_places);
        assert (f_write_at == f_read_at + within || f_write_at + DEPTH == f_read_at + within);
        if (is_within) assert (f_word == value);
        if (before_it < within) assert (seen);
        if (valid) assert (dout == f_front);
        // What leaves is what came in.
        if (pop && read == number) assert (seen && dout == value);
    end
endmodule
