package s3

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go/logging"
)

// limits are how long a call may take, with its retries.
type limits struct {
	call  time.Duration
	part  time.Duration // that is sent
	copy  time.Duration // of one piece, within the store
	open  time.Duration // of the library
	stall time.Duration // in which nothing comes of what is read
	away  time.Duration // for which a transfer waits for a store that is away
}

// mostWait is the longest wait between two attempts: so a transfer goes on soon after
// the store is back.
var mostWait = 2 * time.Second

var usual = limits{
	call: 20 * time.Second, part: 2 * time.Minute, copy: 10 * time.Minute, open: 10 * time.Second,
	stall: 10 * time.Second, away: 75 * time.Second,
}

// conflicts are calls that met another one about the same object, or about one beside
// it where a store keeps objects in folders: the next attempt meets none.
var conflicts = retry.RetryableHTTPStatusCode{Codes: map[int]struct{}{http.StatusConflict: {}}}

const (
	attempts   = 4
	dialLimit  = 5 * time.Second
	idleMost   = 128 // connections that wait for the next call
	socketSize = 256 << 10
)

// newClient makes a client of the store. The keys come from where the SDK looks
// for them: the environment, the shared files, the machine's role.
//
// Checksums are sent and asked for only where the protocol requires them, since some
// stores refuse the others, or where a store proved that it compares (compare.go). Else
// what is sent by http is signed with its SHA-256, by which the store sees other bytes;
// so https stands for what is read.
func newClient(ctx context.Context, p Place) (*s3.Client, error) {
	transport := awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) {
		t.MaxIdleConns, t.MaxIdleConnsPerHost = idleMost, idleMost
		t.DisableCompression = true
		t.ReadBufferSize, t.WriteBufferSize = socketSize, socketSize
	}).WithDialerOptions(func(d *net.Dialer) { d.Timeout = dialLimit })
	load := []func(*config.LoadOptions) error{
		config.WithHTTPClient(transport),
		config.WithLogger(logging.Nop{}), // what counts is in the errors
		config.WithRequestChecksumCalculation(aws.RequestChecksumCalculationWhenRequired),
		config.WithResponseChecksumValidation(aws.ResponseChecksumValidationWhenRequired),
		config.WithRetryer(func() aws.Retryer {
			return retry.NewStandard(func(o *retry.StandardOptions) {
				o.MaxAttempts, o.MaxBackoff, o.RateLimiter = attempts, mostWait, ratelimit.None
				o.Retryables = append(slices.Clone(o.Retryables), conflicts)
			})
		}),
	}
	if p.Region != "" {
		load = append(load, config.WithRegion(p.Region))
	}
	cfg, err := config.LoadDefaultConfig(ctx, load...)
	if err != nil {
		return nil, fmt.Errorf("read the settings of the store: %w", err)
	}
	if cfg.Region == "" {
		cfg.Region = "us-east-1" // what stores that have none are called
	}
	return s3.NewFromConfig(cfg, func(o *s3.Options) {
		o.UsePathStyle = !p.Virtual
		o.ContinueHeaderThresholdBytes = -1 // a round trip a part
		o.DisableLogOutputChecksumValidationSkipped = true
		if p.Endpoint != "" {
			o.BaseEndpoint = aws.String(p.Endpoint)
		}
	}), nil
}
