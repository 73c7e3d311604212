/**
 * The .bnn language. Rules that accept more than is legal (a word in place of a layer, options in any order and any
 * number) are so on purpose: the checker then says what is wrong in the words of the domain, and goes on.
 */
grammar Bnn;

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

network  : NETWORK name STRING? ;
input    : INPUT expr X expr X expr UINT8 (SCALED number '..' number)? ;
classes  : CLASSES (INT '..' INT | label (',' label)*) ;
label    : word ('=' word)? ;
word     : name | INT | STRING ;
constant : CONST ID '=' expr ;

block  : BLOCK ID '(' (ID (',' ID)*)? ')' body ;
layers : LAYERS body ;
body   : '{' (statement | ';')* '}' ;

statement
    : CONV expr layerOption*        # conv
    | DEPTHWISE INT? layerOption*   # depthwise
    | DENSE expr layerOption*       # dense
    | MAXPOOL (GLOBAL | expr) layerOption* # maxpool
    | AVGPOOL (GLOBAL | expr) layerOption* # avgpool
    | BATCHNORM layerOption*        # batchnorm
    | SIGN layerOption*             # sign
    | QUANT expr layerOption*       # quant
    | RELU expr layerOption*        # relu
    | TERNARY layerOption*          # ternary
    | FLATTEN layerOption*          # flatten
    | DROPOUT number layerOption*   # dropout
    | RESIDUAL body layerOption*    # residual
    | REPEAT expr body              # repeat
    | ID '(' (expr (',' expr)*)? ')' # use
    | ID junk*                      # unknownLayer
    ;

layerOption
    : KERNEL expr                       # kernel
    | STRIDE expr                       # stride
    | PADDING (NONE | SAME padValue?)   # padding
    | WEIGHTS (BIPOLAR | TERNARY | FLOAT | ID) # weights
    | EPS number                        # eps
    | MOMENTUM number                   # momentum
    | AS ID                             # as
    ;

padValue : ('-' | '+')? INT ;

train : TRAIN name? '{' (trainEntry | ';')* '}' ;

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
    | PRECISION (FLOAT | ID)                         # precision
    | START name                                     # start
    | TEACHER name teacherOption*                    # teacher
    | VALIDATION number                              # count
    | PATIENCE number                                # count
    | AVERAGE number                                 # count
    | SEED number                                    # count
    | CLIP (NONE | number)                           # clip
    | ID junk*                                       # unknownTrain
    ;

optimizerOption
    : BETA1 number # beta1
    | BETA2 number # beta2
    | EPSILON number # epsilon
    | MOMENTUM number # velocity
    | NESTEROV # nesterov
    | DECAY number # decay
    ;

teacherOption
    : SHARE number       # share
    | TEMPERATURE number # temperature
    ;

schedule
    : HALVED EVERY number   # halved
    | X number EVERY number # stepped
    | DECAYED TO number     # decayed
    | COSINE                # cosine
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

target : TARGET name? board '{' (targetEntry | ';')* '}' ;
board  : ID ('-' (ID | INT ID?))* ;

targetEntry
    : CLOCK number ID?        # clock
    | FPS (number | ID)       # fps
    | FOLD ID foldOption*     # fold
    | BUDGET budgetLimit (',' budgetLimit)* # budget
    | FIFO ID DEPTH number    # fifo
    | PARAMETERS ID           # parameters
    | OUTPUT ID number?       # output
    | TOOL ID                 # tool
    | ID junk*                # unknownTarget
    ;

budgetLimit : ID number ;

foldOption
    : PE expr             # pe
    | SIMD expr           # simd
    | MEMORY (BLOCK | ID) # memory
    ;

junk : INT | REAL | STRING | KERNEL | STRIDE | PADDING | WEIGHTS | BIPOLAR | TERNARY | FLOAT | NONE | SAME | AS | GLOBAL ;

number : ('-' | '+')? (INT | REAL) ;

expr
    : '-' expr                     # negative
    | expr op=('*' | '/') expr     # product
    | expr op=('+' | '-') expr     # sum
    | '(' expr ')'                 # group
    | INT                          # integer
    | ID                           # reference
    ;

name
    : ID | X | NETWORK | INPUT | UINT8 | SCALED | CLASSES | CONST | BLOCK | LAYERS | TRAIN | TARGET | CONV | DEPTHWISE | DENSE
    | MAXPOOL | AVGPOOL | GLOBAL | BATCHNORM | SIGN | QUANT | RELU | TERNARY | FLATTEN | DROPOUT | RESIDUAL | REPEAT | KERNEL | STRIDE | PADDING | NONE | SAME
    | WEIGHTS | BIPOLAR | FLOAT | EPS | MOMENTUM | AS | DATA | EPOCHS | BATCH | OPTIMIZER | BETA1 | BETA2 | EPSILON
    | NESTEROV | DECAY | RATE | WARMUP | SMOOTHING | HALVED | EVERY | DECAYED | TO | COSINE | LOSS | AUGMENT | CROP | FLIP | CUTOUT | MIXUP | STE | STEP | PRECISION | START | TEACHER | SHARE | TEMPERATURE | VALIDATION | PATIENCE | AVERAGE | SEED | CLIP
    | CLOCK | FPS | FOLD | BUDGET | FIFO | DEPTH | PE | SIMD | MEMORY | PARAMETERS | OUTPUT | TOOL
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
BATCHNORM  : 'batchnorm' ;
SIGN       : 'sign' ;
QUANT      : 'quant' ;
RELU       : 'relu' ;
TERNARY    : 'ternary' ;
FLATTEN    : 'flatten' ;
DROPOUT    : 'dropout' ;
RESIDUAL   : 'residual' ;
REPEAT     : 'repeat' ;
KERNEL     : 'kernel' ;
STRIDE     : 'stride' ;
PADDING    : 'padding' ;
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
RATE       : 'rate' ;
WARMUP     : 'warmup' ;
SMOOTHING  : 'smoothing' ;
HALVED     : 'halved' ;
EVERY      : 'every' ;
DECAYED    : 'decayed' ;
TO         : 'to' ;
COSINE     : 'cosine' ;
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

COMMENT      : ('//' | '#') ~[\r\n]* -> skip ;
SPACE        : [ \t\r\n\uFEFF]+ -> skip ;
UNTERMINATED : '"' ~["\r\n]* ;
INVALID      : . ;
