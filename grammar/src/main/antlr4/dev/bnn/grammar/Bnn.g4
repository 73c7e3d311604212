/**
 * The .bnn language. Rules that accept more than is legal (a word in place of a layer, options in any order and any
 * number) are so on purpose: the checker then says what is wrong in the words of the domain, and goes on. What can be
 * wrong by itself has a rule of its own, since after an error the parser goes on after the rule.
 */
grammar Bnn;

/**
 * Told from other names between lexer and parser: one before a parenthesis, and one that begins a line after a word whose
 * value is missing.
 */
tokens { CALL, BEGINNING }

file : section* EOF ;

section
    : network
    | input
    | classes
    | constant
    | block
    | layers
    | train
    | target
    ;

network  : NETWORK ID STRING? ;
input    : INPUT expr X expr X expr UINT8 (SCALED number '..' number)? ;
classes  : CLASSES (INT '..' INT | label (',' label)*) (OUTPUT ID)? ;
label    : word ('=' word)? ;
word     : ID | INT | STRING ;
constant : CONST ID '=' expr ;

block     : BLOCK signature body ;
signature : ID '(' (ID (',' ID)*)? ')' ;
layers    : LAYERS body ;
body      : '{' (statement | ';')* '}' ;

statement
    : CONV expr layerOption*        # conv
    | DEPTHWISE INT? layerOption*   # depthwise
    | DENSE expr layerOption*       # dense
    | MAXPOOL (GLOBAL | extent) layerOption* # maxpool
    | AVGPOOL (GLOBAL | extent) layerOption* # avgpool
    | UPSAMPLE extent layerOption*  # upsample
    | SHUFFLE expr layerOption*     # shuffle
    | BATCHNORM layerOption*        # batchnorm
    | SIGN layerOption*             # sign
    | QUANT expr layerOption*       # quant
    | RELU expr? layerOption*       # relu
    | TERNARY layerOption*          # ternary
    | FLATTEN layerOption*          # flatten
    | DROPOUT number layerOption*   # dropout
    | RESIDUAL body layerOption*    # residual
    | CONCAT body+ layerOption*     # concat
    | REPEAT expr body              # repeat
    | CALL '(' (expr (',' expr)*)? ')' # use
    | (ID | BEGINNING) junk* body?  # unknownLayer
    ;

layerOption
    : KERNEL extent                     # kernel
    | STRIDE extent                     # stride
    | DILATION extent                   # dilation
    | GROUPS expr                       # groups
    | PADDING (NONE | SAME padValue? | (extent | side+) (OF padValue)?) # padding
    | WEIGHTS (BIPOLAR | TERNARY | FLOAT | ID) # weights
    | EPS number                        # eps
    | MOMENTUM number                   # momentum
    | SHORTCUT body                     # shortcut
    | AS ID                             # as
    ;

extent   : expr (X expr)? ;
side     : (TOP | BOTTOM | LEFT | RIGHT) expr ;
padValue : ('-' | '+')? INT ;

train  : TRAIN ID? recipe ;
recipe : '{' (trainEntry | ';')* '}' ;

trainEntry
    : DATA (ID | STRING)                             # data
    | EPOCHS number                                  # count
    | BATCH number                                   # count
    | OPTIMIZER ID optimizerOption*                  # optimizer
    | RATE number schedule? (WARMUP number)?         # rate
    | LOSS ID lossOption*                            # loss
    | AUGMENT (NONE | augmentation (',' augmentation)*) # augment
    | STE ID                                         # ste
    | STEP ID                                        # step
    | PRECISION (FLOAT | WEIGHTS | ID)               # precision
    | START ID                                       # start
    | TEACHER ID teacherOption*                      # teacher
    | VALIDATION number                              # count
    | PATIENCE number                                # count
    | AVERAGE number                                 # count
    | SEED number                                    # count
    | CLIP (NONE | number)                           # clip
    | LATENTS latentsRule (',' latentsRule)*         # latents
    | (ID | BEGINNING) junk*                         # unknownTrain
    ;

optimizerOption
    : BETA1 number # beta1
    | BETA2 number # beta2
    | EPSILON number # epsilon
    | MOMENTUM number # velocity
    | NESTEROV # nesterov
    | DECAY number (',' layerDecay)* # decay
    | THRESHOLD number # threshold
    | GAMMA number # gamma
    ;

latentsRule : ID number? ;

layerDecay : (CONV | DEPTHWISE | DENSE | ID) number ;

teacherOption
    : SHARE number       # share
    | TEMPERATURE number # temperature
    ;

schedule
    : HALVED EVERY number                   # halved
    | X number EVERY number                 # stepped
    | DECAYED TO number                     # decayed
    | COSINE (EVERY number (X number)?)?    # cosine
    | ONECYCLE                              # oneCycle
    ;

lossOption
    : SMOOTHING number                    # smoothing
    | WEIGHTS (ID | number (',' number)*) # classWeights
    ;

augmentation
    : CROP number
    | FLIP
    | CUTOUT number
    | MIXUP number
    ;

target : TARGET place design ;
place  : ID? board ;
board  : ID ('-' (ID | INT ID?))* ;
design : '{' (targetEntry | ';')* '}' ;

targetEntry
    : CLOCK number ID?        # clock
    | FPS (number | ID)       # fps
    | FOLD ID foldOption*     # fold
    | BUDGET budgetLimit (',' budgetLimit)* # budget
    | FIFO ID DEPTH number    # fifo
    | PARAMETERS ID           # parameters
    | OUTPUT ID number?       # output
    | TOOL ID                 # tool
    | (ID | BEGINNING) junk*  # unknownTarget
    ;

budgetLimit : ID number ;

foldOption
    : PE expr             # pe
    | SIMD expr           # simd
    | MEMORY ID           # memory
    ;

junk : INT | REAL | STRING | X | KERNEL | STRIDE | DILATION | GROUPS | PADDING | TOP | BOTTOM | LEFT | RIGHT | OF | WEIGHTS | BIPOLAR | TERNARY | FLOAT | NONE | SAME | AS | GLOBAL ;

number : ('-' | '+')? (INT | REAL) ;

expr
    : '-' expr                     # negative
    | expr op=('*' | '/') expr     # product
    | expr op=('+' | '-') expr     # sum
    | '(' expr ')'                 # group
    | INT                          # integer
    | ID                           # reference
    ;

NETWORK    : 'network' ;
INPUT      : 'input' ;
UINT8      : 'uint8' ;
SCALED     : 'scaled' ;
CLASSES    : 'classes' ;
CONST      : 'const' ;
BLOCK      : 'block' ;
LAYERS     : 'layers' ;
TRAIN      : 'train' ;
TARGET     : 'target' ;
CONV       : 'conv' ;
DEPTHWISE  : 'depthwise' ;
DENSE      : 'dense' ;
MAXPOOL    : 'maxpool' ;
AVGPOOL    : 'avgpool' ;
GLOBAL     : 'global' ;
UPSAMPLE   : 'upsample' ;
SHUFFLE    : 'shuffle' ;
BATCHNORM  : 'batchnorm' ;
SIGN       : 'sign' ;
QUANT      : 'quant' ;
RELU       : 'relu' ;
TERNARY    : 'ternary' ;
FLATTEN    : 'flatten' ;
DROPOUT    : 'dropout' ;
RESIDUAL   : 'residual' ;
CONCAT     : 'concat' ;
SHORTCUT   : 'shortcut' ;
REPEAT     : 'repeat' ;
KERNEL     : 'kernel' ;
STRIDE     : 'stride' ;
DILATION   : 'dilation' ;
GROUPS     : 'groups' ;
PADDING    : 'padding' ;
TOP        : 'top' ;
BOTTOM     : 'bottom' ;
LEFT       : 'left' ;
RIGHT      : 'right' ;
OF         : 'of' ;
NONE       : 'none' ;
SAME       : 'same' ;
WEIGHTS    : 'weights' ;
BIPOLAR    : 'bipolar' ;
FLOAT      : 'float' ;
EPS        : 'eps' ;
MOMENTUM   : 'momentum' ;
AS         : 'as' ;
DATA       : 'data' ;
EPOCHS     : 'epochs' ;
BATCH      : 'batch' ;
OPTIMIZER  : 'optimizer' ;
BETA1      : 'beta1' ;
BETA2      : 'beta2' ;
EPSILON    : 'epsilon' ;
NESTEROV   : 'nesterov' ;
DECAY      : 'decay' ;
THRESHOLD  : 'threshold' ;
GAMMA      : 'gamma' ;
RATE       : 'rate' ;
WARMUP     : 'warmup' ;
SMOOTHING  : 'smoothing' ;
HALVED     : 'halved' ;
EVERY      : 'every' ;
DECAYED    : 'decayed' ;
TO         : 'to' ;
COSINE     : 'cosine' ;
ONECYCLE   : 'onecycle' ;
LOSS       : 'loss' ;
AUGMENT    : 'augment' ;
CROP       : 'crop' ;
FLIP       : 'flip' ;
CUTOUT     : 'cutout' ;
MIXUP      : 'mixup' ;
STE        : 'ste' ;
STEP       : 'step' ;
PRECISION  : 'precision' ;
START      : 'start' ;
TEACHER    : 'teacher' ;
SHARE      : 'share' ;
TEMPERATURE : 'temperature' ;
VALIDATION : 'validation' ;
PATIENCE   : 'patience' ;
AVERAGE    : 'average' ;
SEED       : 'seed' ;
CLIP       : 'clip' ;
LATENTS    : 'latents' ;
CLOCK      : 'clock' ;
FPS        : 'fps' ;
FOLD       : 'fold' ;
BUDGET     : 'budget' ;
FIFO       : 'fifo' ;
DEPTH      : 'depth' ;
PE         : 'pe' ;
SIMD       : 'simd' ;
MEMORY     : 'memory' ;
PARAMETERS : 'parameters' ;
OUTPUT     : 'output' ;
TOOL       : 'tool' ;
X          : 'x' ;

ID     : [a-zA-Z_] [a-zA-Z_0-9]* ;
REAL   : [0-9]+ ('.' [0-9]+ ([eE] [+-]? [0-9]+)? | [eE] [+-]? [0-9]+) ;
INT    : [0-9]+ ;
STRING : '"' ~["\r\n]* '"' ;

COMMENT      : ('//' | '#') ~[\r\n]* -> channel(HIDDEN) ;
SPACE        : [ \t\r\n\uFEFF]+ -> channel(HIDDEN) ;
UNTERMINATED : '"' ~["\r\n]* ;
FOREIGN      : [a-zA-Z_0-9]* BEYOND ([a-zA-Z_0-9] | BEYOND)* ;
INVALID      : . ;

/** Letters, digits and pictures that no name has; spaces, dashes and quotes of typography are not among them. */
fragment BEYOND : [\u00AA\u00B5\u00BA\u00C0-\u1FFF\u2C00-\u2FFF\u3001-\uD7FF\uF900-\uFEFE\uFF00-\uFFEF\u{10000}-\u{10FFFF}] ;
